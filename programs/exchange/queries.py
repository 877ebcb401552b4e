"""Reading exchange: what fits whom with its reasons, lists, and what is similar to what is being written."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.utils.translation import get_language, gettext

from accounts.users.models import User
from alumni.companies.models import Company
from alumni.companies.names import fold
from alumni.profiles.disclosure import ShownProfile
from alumni.profiles.models import Profile, SkillWord
from alumni.profiles.queries import card, in_sight, shown, ties
from alumni.profiles.skills import word_of
from programs.exchange import matching, reasons, suggesting, themes
from programs.exchange.asking_models import Aside, Ask, AskQuerySet, Relay
from programs.exchange.matching import Fit
from programs.exchange.models import MOST_THEMES, Listing, Openness, Return

OFFERS_READ, SIMILAR, FEW_LETTERS = 3, 4, 2


@dataclass(frozen=True)
class Suggestion:
    """A counterpart as its reader sees it. `for_`: the reader's own listing for whose sake it is suggested."""

    listing: Listing
    for_: Listing
    fit: Fit
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


def _best_for(viewer: User) -> dict[int, tuple[Fit, Listing]]:
    """Needs that fit what the viewer gives, each with the offer it fits best."""
    best: dict[int, tuple[Fit, Listing]] = {}
    for offer in offers_of(viewer):
        for fit in suggesting.fits(offer, viewer):
            if fit.pk not in best or fit.order < best[fit.pk][0].order:
                best[fit.pk] = (fit, offer)
    return best


def pairs_for(viewer: User) -> list[tuple[Fit, Listing]]:
    best = _best_for(viewer)
    picked = matching.pick(matching.ranked(fit for fit, _offer in best.values()))
    return [best[fit.pk] for fit in picked]


def fits_for(viewer: User) -> list[Fit]:
    return [fit for fit, _offer in pairs_for(viewer)]


def now_for(viewer: User) -> list[Suggestion]:
    """ "Now, for you": needs to which what the viewer gives would be an answer."""
    pairs = pairs_for(viewer)
    return told(viewer, pairs)


def inside_and_outside(viewer: User, company: int, most: int) -> tuple[list[Suggestion], list[Suggestion]]:
    """The same, a few of the company's own needs and a few of everybody else's."""
    best, own = _best_for(viewer), f"company:{company}"
    fits = matching.ranked(fit for fit, _offer in best.values())
    inside = matching.pick([fit for fit in fits if fit.owner == own], most)
    outside = matching.pick([fit for fit in fits if fit.owner != own], most)
    found = {one.listing.pk: one for one in told(viewer, [best[fit.pk] for fit in (*inside, *outside)])}
    return [found[f.pk] for f in inside if f.pk in found], [found[f.pk] for f in outside if f.pk in found]


def themes_told(person: User) -> str:
    """The themes a person tells of in their profile, as words to begin a form with."""
    profile = Profile.objects.filter(person=person).first()
    skills = list(profile.skills.order_by("name", "pk")[:MOST_THEMES]) if profile else []
    return "、".join(word_of(skill, get_language() or "ja") for skill in skills)


def counterparts_of(anchor: Listing, viewer: User) -> list[Suggestion]:
    """Who or what might answer this need, or need this offer: for its owner."""
    picked = matching.pick(suggesting.fits(anchor, viewer))
    return told(viewer, [(fit, anchor) for fit in picked])


def told(viewer: User, pairs: list[tuple[Fit, Listing]]) -> list[Suggestion]:
    """Each with its reasons and what both sides would get; a constant number of queries."""
    if not pairs:
        return []
    found = Listing.objects.select_related("company", "department").in_bulk([fit.pk for fit, _own in pairs])
    listings = list(found.values())
    words = themes.words_of([*listings, *(own for _fit, own in pairs)], get_language() or "ja")
    seen = _profiles(viewer, listings)
    more = reasons.told_by_others(viewer, listings)
    rows = []
    for fit, own in pairs:
        one = found.get(fit.pk)
        if one is not None and (one.company_id or one.person_id in seen):
            profile = None if one.company_id else seen[one.person_id]
            rows.append(_suggestion(viewer, fit, own, one, profile, words, more.get(fit.pk, [])))
    return rows


def _suggestion(
    viewer: User,
    fit: Fit,
    own: Listing,
    one: Listing,
    profile: Profile | None,
    words: dict[int, str],
    more: list[str],
) -> Suggestion:
    tie = reasons.tie(ties(viewer, profile).held) if profile else ""
    why = [
        reasons.theme_in_common(own, one, words), reasons.time_in_common(own, one), reasons.place_in_common(own, one),
        tie, *more,
    ]  # fmt: skip
    shared = [words[theme] for theme in own.themes if theme in one.themes and theme in words]
    back = [str(Return(kind).label) for kind in own.returns if kind in one.returns]
    receives, gives = (shared, back) if own.is_need else (back, shared)
    named = [(theme, words[theme]) for theme in one.themes if theme in words]
    seen = card(viewer, profile) if profile else None
    return Suggestion(one, own, fit, reasons.present(why), receives, gives, seen, named)


def _profiles(viewer: User, listings: Iterable[Listing]) -> dict[int, Profile]:
    people = {one.person_id for one in listings if not one.company_id}
    return {row.person_id: row for row in in_sight(viewer).filter(person__in=people)} if people else {}


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


def circle_words(listing: Listing) -> str:
    """To whom it is open, for its owner alone: the companies of a circle tell where somebody has been."""
    if not listing.circle:
        return gettext("Kanaeのすべてのメンバー")
    if listing.circle_unit is not None:
        named = str(listing.circle_unit.name)
    else:
        companies = Company.objects.filter(pk__in=listing.circle).order_by("pk")
        named = gettext("、").join(str(company) for company in companies)
    first, last = listing.years_from or "", listing.years_until or ""
    if not (first or last):
        return gettext("%(circle)sの仲間") % {"circle": named}
    words = {"circle": named, "first": first, "last": last}
    return gettext("%(circle)sの仲間（%(first)s–%(last)s年にいた方）") % words


@dataclass(frozen=True)
class Line:
    """A listing as a reader sees it in a list: the words of its themes, and whose it is."""

    listing: Listing
    theme_words: list[tuple[int, str]]
    person: ShownProfile | None = None


def line(listing: Listing, words: dict[int, str], people: dict[int, ShownProfile]) -> Line:
    named = [(theme, words[theme]) for theme in listing.themes if theme in words]
    return Line(listing, named, None if listing.company_id else people.get(listing.person_id))


def people_of(viewer: User, listings: Iterable[Listing]) -> dict[int, ShownProfile]:
    """Whose the personal ones are, as far as the viewer may see them."""
    return {person: card(viewer, row) for person, row in _profiles(viewer, listings).items()}


def shown_to(viewer: User, people: Iterable[int | None]) -> dict[int, ShownProfile]:
    wanted = {one for one in people if one}
    return shown(viewer, wanted) if wanted else {}


def names_of(viewer: User, people: Iterable[int]) -> list[tuple[int, str]]:
    cards = shown_to(viewer, people)
    return sorted(((key, one.name) for key, one in cards.items()), key=lambda pair: (pair[1], pair[0]))


def own(viewer: User) -> QuerySet[Listing]:
    rows = Listing.objects.of(viewer).filter(standing=False)
    return rows.select_related("company", "department").order_by("-pk")


def own_live(viewer: User) -> QuerySet[Listing]:
    """What the viewer may ask for the sake of: their own and their desks'."""
    return Listing.objects.kept_by(viewer).live().filter(standing=False).order_by("-pk")


def own_for(viewer: User, listing: Listing) -> list[Listing]:
    """Those of the other kind that share a theme with it."""
    rows = own_live(viewer).exclude(kind=listing.kind)
    return list(rows.filter(themes__overlap=listing.themes)[:SIMILAR])


def askable(viewer: User, pk: int, mine: Listing | None) -> Listing | None:
    """A listing the viewer reads, or was suggested for one of their own (what stands in no list too)."""
    rows = Listing.objects.select_related("company", "department", "person")
    found = rows.visible_to(viewer).filter(pk=pk).first()
    if found is not None and not (found.standing and found.person_id != viewer.pk):
        return found
    hidden = rows.live().filter(pk=pk).first()
    if hidden is None or mine is None:
        return None
    return hidden if suggesting.fits(mine, viewer, only=hidden) else None


def pair_of(viewer: User, listing: Listing) -> Suggestion | None:
    """Why this listing fits the viewer, where it does: the best of what they have of the other kind."""
    rows = Listing.objects.live().kept_by(viewer).exclude(kind=listing.kind).filter(themes__overlap=listing.themes)
    pairs = [(fit, one) for one in rows[:SIMILAR] for fit in suggesting.fits(one, viewer, only=listing)]
    best = sorted(pairs, key=lambda pair: pair[0].order)[:1]
    return next(iter(told(viewer, best)), None)


def first_note(viewer: User, listing: Listing, mine: Listing | None) -> str:
    """A note that may be sent as it stands."""
    hello = gettext("はじめまして。") if listing.company_id else gettext("こんにちは。")
    words = {"title": listing.title, "mine": mine.title if mine else "", "name": viewer.name}
    if mine is not None and mine.is_need:
        said = (
            gettext("「%(mine)s」のことで、お力を貸していただけないでしょうか。一度お話しできたらうれしいです。")
            % words
        )
    elif listing.is_need:
        said = gettext("「%(title)s」を読みました。お役に立てるかもしれません。一度お話ししませんか。") % words
    else:
        said = gettext("「%(title)s」を読みました。くわしくお聞きしたいです。一度お話しできますか。") % words
    return f"{hello}{said}"


@dataclass(frozen=True)
class Asking:
    """A question in a list: what about, and with whom."""

    ask: Ask
    person: ShownProfile | None


def with_people(viewer: User, asks: list[Ask], *, by_me: bool = False) -> list[Asking]:
    """Each with whoever asked, or (`by_me`) whoever is asked, as far as the viewer may see them."""
    keys = [_other(ask, by_me) for ask in asks]
    cards = shown_to(viewer, keys)
    return [Asking(ask, cards.get(key or 0)) for ask, key in zip(asks, keys, strict=True)]


def _other(ask: Ask, by_me: bool) -> int | None:
    if by_me:
        return None if ask.listing.company_id else ask.listing.person_id
    return None if ask.mine is not None and ask.mine.company_id else ask.by_id


def aside_words(aside: Aside, viewer: User) -> str:
    if aside.theme is not None:
        return gettext("テーマ「%(theme)s」") % {"theme": word_of(aside.theme, get_language() or "ja")}
    if aside.listing is not None:
        return gettext("「%(title)s」") % {"title": aside.listing.title}
    cards = shown_to(viewer, [aside.other_id])
    name = cards[aside.other_id].name if aside.other_id in cards else ""
    return gettext("%(name)sさん") % {"name": name} if name else gettext("おひとり")


def is_open(viewer: User) -> bool:
    return Openness.objects.filter(person=viewer, open=True).exists()


def asks_to(viewer: User) -> AskQuerySet:
    rows = Ask.objects.received_by(viewer).select_related("listing__company", "mine__company", "by")
    return rows.exclude(state=Ask.State.WITHDRAWN).order_by("-pk")


def asks_by(viewer: User) -> AskQuerySet:
    rows = Ask.objects.asked_by(viewer).select_related("listing__company", "mine__company", "by", "answered_by")
    return rows.order_by("-pk")


def relays_to(viewer: User) -> QuerySet[Relay]:
    rows = Relay.objects.visible_to(viewer).filter(state=Relay.State.WAITING)
    return rows.select_related("ask__mine__company").order_by("-pk")


def waiting_for(viewer: User) -> int:
    """How many questions wait for the viewer's word."""
    return Ask.objects.received_by(viewer).filter(state=Ask.State.WAITING).count() + relays_to(viewer).count()
