"""The facts of groups as sentences: why a group is good, what can't be had, and what a change did."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alumni.companies.models import Company, Department
from programs.cohorts.mixing import Obstacle, Reason
from programs.cohorts.mixing.obstacles import Trouble
from programs.cohorts.mixing.prices import Cost
from programs.cohorts.models import Nomination, Program


def reason_words(reason: Reason) -> str:
    """A group in a sentence or two, the good first."""
    said = [_("%(companies)d社から%(people)d人。") % {"companies": reason.companies, "people": reason.people}]
    if reason.new_pairs == reason.pairs:
        said.append(_("全員がはじめて同じグループになります。"))
    elif reason.pairs:
        said.append(
            _("%(pairs)d組のうち%(new)d組が、はじめて会います。") % {"pairs": reason.pairs, "new": reason.new_pairs}
        )
    if reason.forbidden_pairs:
        said.append(_("上司と部下、または別にしたいふたりが一緒です。"))
    if reason.department_pairs:
        said.append(_("同じ部署の組が%(n)dつあります。") % {"n": reason.department_pairs})
    elif reason.company_pairs:
        said.append(_("同じ会社の組が%(n)dつありますが、部署はちがいます。") % {"n": reason.company_pairs})
    return _joined(said)


def _joined(said: list[str]) -> str:
    """Japanese sentences stand side by side, English ones with a space between."""
    return "".join(one if one.endswith("。") else one + " " for one in said).strip()


def swap_words(reason: Reason, people: Mapping[int, Nomination]) -> str:
    """Its cheapest swap, and what that would do."""
    swap = reason.swap
    if swap is None or swap.here not in people or swap.there not in people:
        return ""
    words = {
        "one": people[swap.here].person.name, "other": people[swap.there].person.name, "group": swap.group + 1,
    }  # fmt: skip
    if swap.more < 0:
        return _("%(one)sさんと、グループ%(group)dの%(other)sさんを入れ替えると、もう少しよくなります。") % words
    if swap.more == 0:
        return _("%(one)sさんと、グループ%(group)dの%(other)sさんは、入れ替えても混ざりかたは変わりません。") % words
    return (
        _(
            "どの入れ替えでも、いまより混ざりかたは下がります。いちばん近いのは%(one)sさんと、グループ%(group)dの%(other)sさんです。"
        )
        % words
    )


def obstacle_words(one: Obstacle, program: Program) -> str:
    """What can't be had, with names."""
    words: dict[str, object] = {
        "people": one.people,
        "groups": one.groups,
        "fewest": one.fewest,
        "round": (one.turn or 0) + 1,
    }
    match one.trouble:
        case Trouble.COMPANY:
            words["name"] = str(Company.objects.filter(pk=one.about).first() or "")
            return (
                _(
                    "%(name)sの%(people)d人は、%(groups)dつのグループでは、だれかと同じ会社どうしになります（1回に少なくとも%(fewest)d組）。"
                )
                % words
            )
        case Trouble.DEPARTMENT:
            words["name"] = str(Department.objects.filter(pk=one.about).first() or "")
            return (
                _(
                    "%(name)sの%(people)d人は、%(groups)dつのグループでは、同じ部署どうしになる組が出ます（1回に少なくとも%(fewest)d組）。"
                )
                % words
            )
        case Trouble.APART_LOCKED:
            return _("%(name)sさんは、別にしたい人と同じグループに留められています。どちらかを外してください。") % {
                "name": _name(one.about)
            }
        case Trouble.GROUP_FULL:
            return _("グループ%(group)dには席が%(groups)dしかないのに、%(people)d人が留められています。") % {
                **words,
                "group": one.about + 1,
            }
        case Trouble.TOO_MANY_APART:
            return _(
                "%(name)sさんと別にしたい人が%(people)d人います。%(groups)dつのグループでは、だれかと一緒になります。"
            ) % {**words, "name": _name(one.about)}
        case Trouble.REPEATS:
            return (
                _(
                    "%(people)d人を%(groups)dグループに分けてこの回数を重ねると、少なくとも%(fewest)d組は二度会います。"
                )
                % words
            )
    return (
        _("一人だけのグループができてしまいます。グループを減らしてください（%(people)d人で%(groups)dグループ）。")
        % words
    )


def _name(key: int) -> str:
    one = Nomination.objects.filter(pk=key).select_related("person").first()
    return one.person.name if one else ""


def change_words(before: Cost, after: Cost) -> str:
    """What a move by hand did, at once."""
    said = []
    for name, better, worse in (
        (
            "forbidden",
            _("別にしたいふたりが離れました。"),
            _("上司と部下、または別にしたいふたりが同じグループです。"),
        ),
        ("department", _("同じ部署の組が減りました。"), _("同じ部署の組が増えました。")),
        ("company", _("同じ会社の組が減りました。"), _("同じ会社の組が増えました。")),
        ("again", _("二度目に会う組が減りました。"), _("二度目に会う組が増えました。")),
        ("alone", _("ひとりになる人が減りました。"), _("ひとりになる人が出ました。")),
    ):
        step = getattr(after, name) - getattr(before, name)
        if step:
            said.append(worse if step > 0 else better)
    if not said:
        said.append(
            _("混ざりかたは、ほとんど変わりません。") if after.total == before.total
            else _("混ざりかたが、少しよくなりました。") if after.total < before.total else _("混ざりかたが、少し下がりました。")
        )  # fmt: skip
    return _joined(said)


def moved_words(moves: int) -> str:
    if not moves:
        return _("動く人はいません。席がひとつ空くだけです。")
    return ngettext("%(n)d人だけ、グループが変わります。", "%(n)d人だけ、グループが変わります。", moves) % {
        "n": moves
    }
