"""Reading a company's departments as a tree, with their people and what they came from, in words."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, F
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from alumni.companies.models import Company, Department, Succession
from alumni.companies.queries import lineage_of


@dataclass
class Node:
    """A unit in the tree. `people` are those who ever had a post in it."""

    unit: Department
    people: int
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)

    @property
    def open(self) -> bool:
        return self.unit.until is None


def tree_of(company: Company) -> list[Node]:
    """The top units with all below them, open ones first: two queries."""
    links = links_of(company)
    nodes = {}
    for unit in with_people(company):
        before, after = links.get(unit.pk, ([], []))
        nodes[unit.pk] = Node(unit, unit.people, [before_words(x) for x in before], [after_words(x) for x in after])  # type: ignore[attr-defined]
    tops: list[Node] = []
    for node in sorted(nodes.values(), key=lambda node: (not node.open, node.unit.name)):
        (nodes[node.unit.parent_id].children if node.unit.parent_id else tops).append(node)
    return tops


def with_people(company: Company):  # type: ignore[no-untyped-def]
    """The units with `people`: how many different people ever had a post there, on record or by their own account."""
    somebody = Coalesce(F("tenures__enrolment_id"), -F("tenures__person_id"))
    return company.departments.annotate(people=Count(somebody, distinct=True)).order_by("path")


def people_in_family(unit: Department) -> int:
    """How many different people count as people of this unit: those below it and through its history too."""
    family = Department.objects.filter(pk__in=lineage_of(unit.company_id).family(unit.pk))
    somebody = Coalesce(F("tenures__enrolment_id"), -F("tenures__person_id"))
    return family.aggregate(people=Count(somebody, distinct=True))["people"]


def links_of(company: Company) -> dict[int, tuple[list[Succession], list[Succession]]]:
    """For each unit: what it came from, and what it became."""
    found: dict[int, tuple[list[Succession], list[Succession]]] = defaultdict(lambda: ([], []))
    links = Succession.objects.filter(earlier__company=company).select_related("earlier", "later")
    for link in links.order_by("on", "id"):
        found[link.later_id][0].append(link)
        found[link.earlier_id][1].append(link)
    return found


def before_words(link: Succession) -> str:
    """ "2008年に「警備システムG」から改称"."""
    facts = {"year": link.on.year if link.on else "", "name": link.earlier.name}
    if link.on is None:
        return {
            Succession.Kind.RENAMED: _("「%(name)s」から改称"),
            Succession.Kind.SPLIT: _("「%(name)s」から分かれた"),
            Succession.Kind.MERGED: _("「%(name)s」を統合"),
        }[Succession.Kind(link.kind)] % facts
    return {
        Succession.Kind.RENAMED: _("%(year)s年に「%(name)s」から改称"),
        Succession.Kind.SPLIT: _("%(year)s年に「%(name)s」から分かれた"),
        Succession.Kind.MERGED: _("%(year)s年に「%(name)s」を統合"),
    }[Succession.Kind(link.kind)] % facts


def after_words(link: Succession) -> str:
    """ "2012年に「公共部」へ統合"."""
    facts = {"year": link.on.year if link.on else "", "name": link.later.name}
    if link.on is None:
        return {
            Succession.Kind.RENAMED: _("「%(name)s」に改称"),
            Succession.Kind.SPLIT: _("「%(name)s」などに分割"),
            Succession.Kind.MERGED: _("「%(name)s」に統合"),
        }[Succession.Kind(link.kind)] % facts
    return {
        Succession.Kind.RENAMED: _("%(year)s年に「%(name)s」に改称"),
        Succession.Kind.SPLIT: _("%(year)s年に「%(name)s」などに分割"),
        Succession.Kind.MERGED: _("%(year)s年に「%(name)s」に統合"),
    }[Succession.Kind(link.kind)] % facts
