"""PURE: which words of a person a viewer reads, from the audiences the viewer holds towards that person.

An audience is a bit, a setting is the set of audiences a field is open to, a viewer holds a set too: a field is shown
where the two meet. Each part of a post is exact, blurred or hidden for each audience; the most open one counts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntFlag, StrEnum


class Audience(IntFlag):
    """DEPARTMENT: worked in one department family at the same time. COMPANY: of one company, then or now.

    HR: acts for that company, and is therefore not counted as COMPANY. MET: has been at something together.
    NETWORK: every member, and so includes all others. SELF is never stored: everything is open to oneself.
    """

    DEPARTMENT = 1
    COMPANY = 2
    HR = 4
    MET = 8
    NETWORK = 16
    SELF = 32


NOBODY = Audience(0)
EVERYBODY = Audience.DEPARTMENT | Audience.COMPANY | Audience.HR | Audience.MET | Audience.NETWORK
LINKED = Audience.DEPARTMENT | Audience.COMPANY | Audience.HR  # through one company's post
# Plain numbers: bits of an enum cost ten times as much, and everybody's are asked for when search entries are made.
_SELF, _LINKED = int(Audience.SELF), int(LINKED)
_EVERYWHERE, _IN_COMPANY, _AT_DESK = (
    int(Audience.SELF | Audience.NETWORK | Audience.MET),
    int(Audience.DEPARTMENT | Audience.COMPANY),
    int(Audience.HR),
)
CHOICES = (Audience.DEPARTMENT, Audience.COMPANY, Audience.HR, Audience.MET, Audience.NETWORK)


class Exactness(StrEnum):
    EXACT = "exact"
    BLURRED = "blurred"
    HIDDEN = "hidden"


FIELDS = (
    "reading", "romaji", "former_name", "legal_name", "photo", "now", "place",
    "skills", "languages", "links", "contact", "free",
)  # fmt: skip
# What stands beside a name in a list; contact ways never do.
CARD_FIELDS = ("reading", "photo", "now", "place")
PARTS = ("employer", "department", "title", "period")
STORY = "story"


def closed(mask: int) -> Audience:
    """The same setting in its one normal form: who opens to the network opens to all, to the company to each unit."""
    mask = Audience(mask & EVERYBODY)
    if mask & Audience.NETWORK:
        return EVERYBODY
    return mask | Audience.DEPARTMENT if mask & Audience.COMPANY else mask


def opens(mask: int, held: int) -> bool:
    """Is something that is open to `mask` shown to somebody who holds `held`?"""
    return bool((int(mask) | _SELF) & int(held))


@dataclass(frozen=True)
class Openness:
    """To whom a part of a post is shown as it is, and to whom in blurred words; hidden from everybody else."""

    exact: int = EVERYBODY
    blurred: int = NOBODY

    def __call__(self, held: int) -> Exactness:
        if opens(self.exact, held):
            return Exactness.EXACT
        return Exactness.BLURRED if int(self.blurred) & int(held) else Exactness.HIDDEN


TOLD_TO_ALL = Openness()


def settled(exact: int, blurred: int) -> Openness:
    """The normal form of both sets: exact wins where both are meant."""
    clear = closed(exact)
    return Openness(clear, closed(blurred) & ~clear)


@dataclass(frozen=True)
class Words:
    """One part of a post, as it is and blurred."""

    exact: str = ""
    blurred: str = ""

    def at(self, exactness: Exactness) -> str:
        if exactness is Exactness.EXACT:
            return self.exact
        return self.blurred if exactness is Exactness.BLURRED else ""


NO_WORDS = Words()


@dataclass(frozen=True)
class Post:
    """What is known of one tenure, and how it may be told; `order` sorts by time."""

    company: int
    words: Mapping[str, Words]
    openness: Mapping[str, Openness] = field(default_factory=dict)
    order: tuple[str, str] = ("", "")
    here: bool = False
    verified: bool = False
    marks: bool = True
    marks_blurred: bool = True
    key: int = 0


@dataclass(frozen=True)
class Part:
    """A piece of somebody's story, and to whom it is told."""

    kind: str
    text: str
    year: int | None = None
    to: int = NOBODY


@dataclass(frozen=True)
class Facts:
    """Everything a person has told of themself: only this module may turn it into something that is shown."""

    person: int
    name: str
    values: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    settings: Mapping[str, int] = field(default_factory=dict)
    story: tuple[Part, ...] = ()
    posts: tuple[Post, ...] = ()


@dataclass(frozen=True)
class Ties:
    """How a viewer stands to a person: the audiences held, the companies through which, and what both say of it."""

    held: Audience = NOBODY
    colleague_in: frozenset[int] = frozenset()
    desk_of: frozenset[int] = frozenset()
    said: str = ""  # "boss", "report", "project": what the person is to the viewer, as both have said

    def towards(self, company: int) -> int:
        """The audiences held towards a post in this company: colleagues of another company know nothing of this one."""
        reach = _EVERYWHERE
        if company in self.colleague_in:
            reach |= _IN_COMPANY
        if company in self.desk_of:
            reach |= _AT_DESK
        return int(self.held) & reach


@dataclass(frozen=True)
class ShownPost:
    employer: str = ""
    department: str = ""
    title: str = ""
    period: str = ""
    here: bool = False
    verified: bool = False
    blurred: bool = False
    key: int = 0


@dataclass(frozen=True)
class ShownPart:
    kind: str
    text: str
    year: int | None = None


@dataclass(frozen=True)
class ShownProfile:
    """A person as one viewer reads them: nothing in here may be kept from that viewer any more."""

    person: int
    name: str
    reading: str = ""
    romaji: str = ""
    former_name: str = ""
    legal_name: str = ""
    photo: str = ""
    now: str = ""
    place: str = ""
    contact: str = ""
    free: str = ""
    skills: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    story: tuple[ShownPart, ...] = ()
    posts: tuple[ShownPost, ...] = ()


def show(facts: Facts, ties: Ties) -> ShownProfile:
    """The words that a viewer with these ties reads of a person they may see at all."""
    values = {
        name: value for name, value in facts.values.items() if opens(facts.settings.get(name, NOBODY), ties.held)
    }
    story = tuple(ShownPart(p.kind, p.text, p.year) for p in facts.story if opens(p.to, ties.held))
    return ShownProfile(
        person=facts.person,
        name=facts.name,
        story=story,
        posts=posts_shown(facts.posts, ties),
        **values,  # type: ignore[arg-type]
    )


def exactness_of(openness: Mapping[str, Openness], held: int) -> dict[str, Exactness]:
    """How each part of a post is told. A department's name tells whose it is: never more exact than its employer.

    To whom the employer isn't told, nothing is told as to a colleague either: that it is shown would tell the employer.
    """
    held = int(held) & (~_LINKED | int(openness.get("employer", TOLD_TO_ALL).exact))
    levels = {part: openness.get(part, TOLD_TO_ALL)(held) for part in PARTS}
    if levels["employer"] != Exactness.EXACT and levels["department"] == Exactness.EXACT:
        levels["department"] = Exactness.BLURRED
    return levels


def posts_shown(posts: Iterable[Post], ties: Ties) -> tuple[ShownPost, ...]:
    """The posts in the order of what is shown of them: a hidden time orders nothing."""
    shown = [_post(post, exactness_of(post.openness, ties.towards(post.company))) for post in posts]
    return tuple(one for _order, one in sorted((s for s in shown if s), key=lambda s: s[0]))


def _post(post: Post, levels: Mapping[str, Exactness]) -> tuple[tuple[object, ...], ShownPost] | None:
    words = {part: post.words.get(part, NO_WORDS).at(levels[part]) for part in PARTS}
    if not any(words.values()):
        return None
    clear = levels["employer"] == Exactness.EXACT
    timed = levels["period"]
    marked = post.verified and post.marks and bool(words["employer"]) and (clear or post.marks_blurred)
    shown = ShownPost(
        **words,
        here=post.here and timed == Exactness.EXACT,
        verified=marked,
        blurred=not clear,
        key=post.key if clear else 0,
    )
    since = Words(*post.order).at(timed)
    return (not since, since, post.key), shown


NETWORK_WIDE, COMPANY_WIDE, COWORKERS_ONLY = "network", "company", "coworkers"  # gates: Profile.SeenBy
KINDS = {
    "department": Audience.DEPARTMENT | Audience.COMPANY,
    "company": Audience.COMPANY,
    "hr": Audience.HR,
    "met": Audience.MET,
    "network": NOBODY,
}


def ties_as(kind: str, seen_by: str, company: int, gives: int) -> Ties | None:
    """The ties of a viewer of this kind, of this company; None when such a viewer doesn't see the person at all.

    `gives` are the audiences that the person's verified posts in the company let anybody belong to.
    """
    colleague = bool(gives & Audience.COMPANY) and kind != "network"
    held = KINDS[kind] & Audience(gives | Audience.MET)
    if kind == "met" and seen_by != NETWORK_WIDE and colleague:
        held |= Audience.COMPANY  # whoever was met elsewhere sees nobody whose gate stands at the company
    admitted = {
        NETWORK_WIDE: True,
        COMPANY_WIDE: colleague,
        COWORKERS_ONLY: bool(held & Audience.DEPARTMENT),
    }.get(seen_by, False)
    if not admitted or (kind in ("department", "company", "hr") and not held):
        return None
    if seen_by == NETWORK_WIDE:
        held |= Audience.NETWORK
    here = frozenset({company})
    outside = kind == "network" or (kind == "met" and seen_by == NETWORK_WIDE)
    return Ties(held, frozenset() if outside else here, here if kind == "hr" else frozenset())


def gives_of(openness: Mapping[str, Openness]) -> Audience:
    """Which audiences may know of a post, and so become known as such through it (Telling.gives is the same in SQL)."""
    exact = {part: openness.get(part, Openness()).exact for part in PARTS}
    together = exact["employer"] & exact["department"] & exact["period"] & Audience.DEPARTMENT
    return (exact["employer"] & (Audience.COMPANY | Audience.HR)) | together


# Presets: what each name of a choice means, field by field.

_A = Audience
_NEAR = _A.DEPARTMENT | _A.MET
_HOUSE = _A.DEPARTMENT | _A.COMPANY | _A.MET
_DESK_TOO = _HOUSE | _A.HR

QUIET: dict[str, Audience] = {
    "reading": _DESK_TOO, "romaji": _DESK_TOO, "former_name": _A.DEPARTMENT, "legal_name": NOBODY, "photo": _NEAR,
    "now": _NEAR, "place": _NEAR, "skills": _HOUSE, "languages": _HOUSE, "links": _NEAR, "contact": NOBODY, "free": _NEAR,
    STORY: _NEAR,
}  # fmt: skip
USUAL: dict[str, Audience] = {
    "reading": EVERYBODY, "romaji": EVERYBODY, "former_name": _HOUSE, "legal_name": NOBODY, "photo": _DESK_TOO,
    "now": EVERYBODY, "place": EVERYBODY, "skills": EVERYBODY, "languages": EVERYBODY, "links": _HOUSE,
    "contact": NOBODY, "free": _HOUSE, STORY: _HOUSE,
}  # fmt: skip
OPEN: dict[str, Audience] = {name: EVERYBODY for name in (*FIELDS, STORY)} | {"legal_name": NOBODY, "contact": _NEAR}
PRESETS = {"quiet": QUIET, "usual": USUAL, "open": OPEN}

CLEAR = Openness()
QUIET_POST = {
    "employer": Openness(_A.DEPARTMENT | _A.COMPANY | _A.HR, _A.MET | _A.NETWORK),
    "department": Openness(_A.DEPARTMENT, _A.COMPANY | _A.HR | _A.MET),
    "title": Openness(_A.DEPARTMENT, _A.COMPANY | _A.HR),
    "period": Openness(_A.DEPARTMENT | _A.HR, _A.COMPANY | _A.MET | _A.NETWORK),
}
POST_PRESETS: dict[str, dict[str, Openness]] = {
    "quiet": QUIET_POST,
    "usual": dict.fromkeys(PARTS, CLEAR),
    "open": dict.fromkeys(PARTS, CLEAR),
}
