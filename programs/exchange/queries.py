"""Reading exchange: what fits whom with its reasons, lists, and what is similar to what is being written."""

from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from accounts.users.models import User
from alumni.companies.names import fold
from alumni.profiles.disclosure import ShownProfile
from alumni.profiles.models import SkillWord
from alumni.profiles.queries import card, in_sight, ties
from programs.exchange import matching, reasons, suggesting, themes
from programs.exchange.asking_models import Ask, Relay
from programs.exchange.matching import Fit
from programs.exchange.models import Listing, Return

OFFERS_READ, SIMILAR, FEW_LETTERS = 3, 3, 2


@dataclass(frozen=True)
class Suggestion:
    """A counterpart as its reader sees it. `for_`: the reader's own listing for whose sake it is suggested."""

    listing: Listing
    for_: Listing
    reasons: list[str] = field(default_factory=list)
    receives: list[str] = field(default_factory=list)  # the reader
    gives: list[str] = field(default_factory=list)
    person: ShownProfile | None = None
    theme_words: list[tuple[int, str]] = field(default_factory=list)

    @property
    def need(self) -> Listing:
        return self.listing if self.listing.is_need else self.for_


def offers_of(person: User) -> list[Listing]:
    """What this person gives, the standing offer too: the latest few."""
    return list(Listing.objects.live().offers().of(person).order_by("-pk")[:OFFERS_READ])


def pairs_for(viewer: User) -> list[tuple[Fit, Listing]]:
    """Needs that fit what the viewer gives, each with the offer it fits best."""
    best: dict[int, tuple[Fit, Listing]] = {}
    for offer in offers_of(viewer):
        for fit in suggesting.fits(offer, viewer):
            if fit.pk not in best or fit.order < best[fit.pk][0].order:
                best[fit.pk] = (fit, offer)
    picked = matching.pick(matching.ranked(fit for fit, _offer in best.values()))
    return [best[fit.pk] for fit in picked]


def fits_for(viewer: User) -> list[Fit]:
    return [fit for fit, _offer in pairs_for(viewer)]


def now_for(viewer: User) -> list[Suggestion]:
    """ "Now, for you": needs to which what the viewer gives would be an answer."""
    pairs = pairs_for(viewer)
    return told(viewer, [(fit.pk, offer) for fit, offer in pairs])


def counterparts_of(anchor: Listing, viewer: User) -> list[Suggestion]:
    """Who or what might answer this need, or need this offer: for its owner."""
    picked = matching.pick(suggesting.fits(anchor, viewer))
    return told(viewer, [(fit.pk, anchor) for fit in picked])


def told(viewer: User, pairs: list[tuple[int, Listing]]) -> list[Suggestion]:
    """Each with its reasons and what both sides would get; a constant number of queries."""
    if not pairs:
        return []
    found = Listing.objects.select_related("company", "department").in_bulk([pk for pk, _own in pairs])
    listings = [found[pk] for pk, _own in pairs if pk in found]
    words = themes.words_of([*listings, *(own for _pk, own in pairs)], get_language() or "ja")
    people = {one.person_id for one in listings if not one.company_id}
    seen = {row.person_id: row for row in in_sight(viewer).filter(person__in=people)} if people else {}
    more = reasons.told_by_others(viewer, listings)
    rows = []
    for pk, own in pairs:
        if (one := found.get(pk)) is None or (not one.company_id and one.person_id not in seen):
            continue
        profile = None if one.company_id else seen[one.person_id]
        tie = reasons.tie(ties(viewer, profile).held) if profile else ""
        why = [
            reasons.theme_in_common(own, one, words), reasons.time_in_common(own, one),
            reasons.place_in_common(own, one), tie, *more.get(pk, ()),
        ]  # fmt: skip
        given = [words[theme] for theme in own.themes if theme in one.themes and theme in words]
        back = [str(Return(kind).label) for kind in own.returns if kind in one.returns]
        receives, gives = (given, back) if own.is_need else (back, given)
        shown = card(viewer, profile) if profile else None
        named = [(theme, words[theme]) for theme in one.themes if theme in words]
        rows.append(Suggestion(one, own, reasons.present(why), receives, gives, shown, named))
    return rows


# Lists


def listed(viewer: User, kind: str, text: str = "") -> QuerySet[Listing]:
    """What is open to the viewer, the newest first; narrowed by a word of title or theme."""
    rows = Listing.objects.visible_to(viewer).live().filter(kind=kind, standing=False)
    if key := fold(text)[:60]:
        skills = SkillWord.objects.filter(key__startswith=key).values_list("skill", flat=True)[:20]
        rows = rows.filter(Q(title__icontains=text.strip()) | Q(themes__overlap=list(skills)))
    return rows.select_related("company", "department").order_by("-pk")


def similar(viewer: User, kind: str, title: str, words: str) -> list[Listing]:
    """Open ones of both kinds that share a theme with what is being written, or begin like it: other kind first."""
    keys = [fold(word)[:60] for word in words.replace(",", "、").replace("，", "、").split("、")]
    skills = SkillWord.objects.filter(key__in=[key for key in keys if key]).values_list("skill", flat=True)
    alike = Q(themes__overlap=list(skills))
    if len(title.strip()) >= FEW_LETTERS:
        alike |= Q(title__icontains=title.strip()[:20])
    rows = Listing.objects.visible_to(viewer).live().filter(alike, standing=False).select_related("company")
    return sorted(rows.order_by("-pk")[: SIMILAR * 4], key=lambda one: (one.kind == kind, -one.pk))[:SIMILAR]


def people_of(viewer: User, listings: list[Listing]) -> dict[int, ShownProfile]:
    """Whose the personal ones are, as far as the viewer may see them."""
    people = {one.person_id for one in listings if not one.company_id}
    return {row.person_id: card(viewer, row) for row in in_sight(viewer).filter(person__in=people)} if people else {}


def asks_to(viewer: User) -> QuerySet[Ask]:
    rows = Ask.objects.received_by(viewer).select_related("listing__company", "mine__company", "by")
    return rows.exclude(state=Ask.State.WITHDRAWN).order_by("-pk")


def asks_by(viewer: User) -> QuerySet[Ask]:
    rows = Ask.objects.asked_by(viewer).select_related("listing__company", "mine__company", "by", "answered_by")
    return rows.order_by("-pk")


def relays_to(viewer: User) -> QuerySet[Relay]:
    rows = Relay.objects.visible_to(viewer).filter(state=Relay.State.WAITING)
    return rows.select_related("ask__mine__company").order_by("-pk")


def waiting_for(viewer: User) -> int:
    """How many questions wait for the viewer's word."""
    return Ask.objects.received_by(viewer).filter(state=Ask.State.WAITING).count() + relays_to(viewer).count()
