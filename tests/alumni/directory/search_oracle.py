"""A slow, obviously right answer to every search: each person, each audience held towards them, each word told to it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from django.utils import timezone, translation

from accounts.users.models import User
from alumni.companies.names import fold
from alumni.directory.indexing import LANGUAGES, years_told
from alumni.directory.lexemes import pieces_of
from alumni.directory.regions import region_of
from alumni.directory.romaji import romaji_of
from alumni.directory.wishes import Wish
from alumni.profiles.areas import askable
from alumni.profiles.disclosure import Audience, Exactness, Ties, exactness_of, show
from alumni.profiles.models import Profile
from alumni.profiles.queries import facts, posts_of, ties_to, with_words
from alumni.tenures.models import Tenure


def answer(viewer: User, wish: Wish) -> set[int]:
    """Whom the viewer must find: each person, each audience the viewer holds towards them, each word told to it."""
    seen = ties_to(viewer, User.objects.exclude(pk=viewer.pk).values_list("pk", flat=True))
    profiles = {p.person_id: p for p in with_words(Profile.objects.filter(person__in=seen).select_related("person"))}
    tenures = posts_of(list(seen))
    return {who for who, ties in seen.items() if _fits(profiles[who], tenures.get(who, []), ties, wish)}


def counted(viewer: User, people: set[int], company: int | None) -> set[tuple[str, str, int]]:
    """(kind, value, people) of all that the viewer may be told of these people beside the filters."""
    told: Counter[tuple[str, str]] = Counter()
    seen = ties_to(viewer, people)
    profiles = {p.person_id: p for p in with_words(Profile.objects.filter(person__in=seen).select_related("person"))}
    tenures = posts_of(list(seen))
    for who, tied in seen.items():
        views = [replace(tied, held=audience) for audience in Audience if audience & tied.held]
        told.update({one for view in views for one in _told(profiles[who], tenures.get(who, []), view, company)})
        told["together", ""] += bool(tied.held & Audience.DEPARTMENT)
    return {(kind, value, count) for (kind, value), count in told.items() if count}


def _told(profile: Profile, tenures: list[Tenure], view: Ties, company: int | None) -> Iterator[tuple[str, str]]:
    one = show(facts(profile, tenures), view)
    yield from (("S", skill) for skill in one.skills)
    if one.place:
        yield "P", region_of(one.place)
    if one.free:
        yield from (("F", month) for month in months_free(profile))
    for tenure in tenures:
        levels = exactness_of(facts(profile, [tenure]).posts[0].openness, view.towards(tenure.company_id))
        exact = {part for part, level in levels.items() if level == Exactness.EXACT}
        if "employer" in exact:
            yield "company", str(tenure.company_id)
        if "department" in exact and tenure.department and tenure.company_id == company:
            yield "unit", str(tenure.department_id)
        if {"employer", "period"} <= exact and tenure.entry != "transfer" and tenure.since:
            yield "entered", str(tenure.since.year)


def months_free(profile: Profile) -> Iterator[str]:
    today, until = timezone.localdate(), profile.free_until
    month = today.replace(day=1)
    while until and month <= until:
        yield f"{month:%Y-%m}"
        month = (month + timedelta(days=32)).replace(day=1)


def in_order(people: set[int]) -> list[int]:
    """By the reading that everybody reads; where it isn't told to everybody, by the name."""
    profiles = with_words(Profile.objects.filter(person__in=people).select_related("person"))
    told = [(show(facts(p), Ties(Audience.NETWORK)), p.person_id) for p in profiles]
    return [person for _key, person in sorted((fold(one.reading or one.name), person) for one, person in told)]


def _fits(profile: Profile, tenures: list[Tenure], ties: Ties, wish: Wish) -> bool:
    if wish.worked_together and not ties.held & Audience.DEPARTMENT:
        return False
    views = [replace(ties, held=audience) for audience in Audience if audience & ties.held]
    shown = []
    for language in LANGUAGES:
        with translation.override(language):
            shown += [show(facts(profile, tenures), view) for view in views]
    if wish.place and not any(fold(wish.place) in map(fold, askable(one.place)) for one in shown):
        return False
    if wish.skill and not any(wish.skill in one.skills for one in shown):
        return False
    if wish.free and not any(one.free for one in shown):
        return False
    if wish.asks_posts and not any(
        _post_fits(t, facts(profile, [t]).posts[0], view, wish) for t in tenures for view in views
    ):
        return False
    return all(any(_stands_in(piece, text) for one in shown for text in _texts(one)) for piece in wish.pieces)


def _texts(shown) -> list[str]:
    own = [shown.name, shown.reading, *romaji_of(shown.reading), shown.former_name, shown.now, shown.place]
    return [
        *own,
        *shown.skills,
        *(p.text for p in shown.story),
        *(x for p in shown.posts for x in (p.employer, p.department, p.title)),
    ]


def _stands_in(piece, text: str) -> bool:
    if piece.is_word:
        return any(
            other.is_word and other.text.startswith(piece.text)
            for token in text.split()
            for other in pieces_of(token)
        )
    return piece.text in fold(text)


def _post_fits(tenure: Tenure, post, ties: Ties, wish: Wish) -> bool:
    levels = exactness_of(post.openness, ties.towards(post.company))
    exact = {part for part, level in levels.items() if level == Exactness.EXACT}
    if wish.company and not ("employer" in exact and tenure.company_id == wish.company):
        return False
    if wish.units is not None and not ("department" in exact and tenure.department_id in wish.units):
        return False
    if wish.entered and not (
        {"employer", "period"} <= exact
        and tenure.entry != "transfer"
        and tenure.since
        and tenure.since.year == wish.entered
    ):
        return False
    return not any(wish.years) or _touches(years_told(tenure, levels["period"]), wish.years)


def _touches(told: tuple[int, int | None] | None, wanted: tuple[int | None, int | None]) -> bool:
    if told is None:
        return False
    lower, upper = wanted
    return (told[1] is None or (lower or 0) <= told[1]) and told[0] <= (upper or date.max.year)
