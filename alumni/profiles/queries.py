"""Reading profiles: who sees whom, how they stand to each other, and the one door for what is shown."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, QuerySet, Value
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

from accounts.users.models import User
from alumni.companies.queries import desks_of
from alumni.profiles import blurring
from alumni.profiles.areas import words as area_words
from alumni.profiles.disclosure import (
    CARD_FIELDS,
    EVERYBODY,
    FIELDS,
    NOBODY,
    PARTS,
    Audience,
    Facts,
    Openness,
    Part,
    Post,
    ShownProfile,
    Ties,
    Words,
    gives_of,
    show,
    ties_as,
)
from alumni.profiles.encounters import met_with, said_with, sources
from alumni.profiles.models import (
    BlurLabel,
    Profile,
    ProfileQuerySet,
    Skill,
    StoryPart,
    Telling,
    as_colleague,
    as_coworker,
    as_hr,
)
from alumni.tenures.models import Tenure
from alumni.tenures.standing import standing_of

# What is in doubt or was refused is told to nobody else.
TOLD = (Tenure.State.CLAIMED, Tenure.State.VERIFIED)


def visible_people(viewer: User, people_ids: Iterable[int]) -> set[int]:
    """Those of these people whom the viewer may see: one query (and the viewer's standing, once a request)."""
    profiles = Profile.objects.visible_to(viewer).filter(person__in=set(people_ids))
    return set(profiles.values_list("person_id", flat=True))


def people_visible_to(viewer: User) -> QuerySet[User]:
    """Everybody the viewer may see, as users with their profile."""
    seen = Profile.objects.visible_to(viewer).values("person")
    return User.objects.active().filter(pk__in=seen).select_related("profile")


def in_sight(viewer: User) -> ProfileQuerySet:
    """Profiles the viewer may see, each with what `ties` asks: one query, whatever it is filtered by."""
    no = Value(False)
    posts = bool(standing_of(viewer).posts)
    return (
        Profile.objects.visible_to(viewer)
        .select_related("person")
        .annotate(
            is_coworker=Exists(as_coworker(viewer)) if posts else no,
            is_colleague=Exists(as_colleague(viewer)) if posts else no,
            is_hr=Exists(as_hr(viewer)) if desks_of(viewer) else no,
            is_met=ExpressionWrapper(met_with(viewer), BooleanField()) if sources else no,
            both_say=said_with(viewer),
        )
    )


def ties(viewer: User, profile: Profile) -> Ties:
    """How the viewer stands to the person of a profile that came from `in_sight`."""
    desks = frozenset(company.pk for company in desks_of(viewer))
    companies = frozenset(standing_of(viewer).company_ids)
    return Ties(_held(viewer, profile), companies, desks, profile.both_say)  # type: ignore[attr-defined]


def _held(viewer: User, profile: Profile) -> Audience:
    if profile.person_id == viewer.pk:
        return Audience.SELF | EVERYBODY
    held = Audience.DEPARTMENT if profile.is_coworker else NOBODY  # type: ignore[attr-defined]
    if profile.is_hr:  # type: ignore[attr-defined]
        held |= Audience.HR
    elif profile.is_colleague:  # type: ignore[attr-defined]
        held |= Audience.COMPANY
    if profile.is_met:  # type: ignore[attr-defined]
        held |= Audience.MET
    return held | Audience.NETWORK if profile.seen_by == Profile.SeenBy.NETWORK else held


def ties_to(viewer: User, people_ids: Iterable[int]) -> dict[int, Ties]:
    """How the viewer stands to those of these people whom they may see: one query and the viewer's own."""
    seen = in_sight(viewer).filter(person__in=set(people_ids))
    return {profile.person_id: ties(viewer, profile) for profile in seen}


def audiences_of(viewer: User, people_ids: Iterable[int]) -> dict[int, Audience]:
    """The set of audiences held towards each of these people; who may not be seen at all is left out."""
    return {person: found.held for person, found in ties_to(viewer, people_ids).items()}


def shown(viewer: User, people_ids: Iterable[int], *, whole: bool = False) -> dict[int, ShownProfile]:
    """The one door: people as this viewer reads them, who may not be seen left out.

    Cards (names, photo, present work, place) take one query; `whole` adds all the rest with one more.
    """
    seen = in_sight(viewer).filter(person__in=set(people_ids))
    if not whole:
        return {profile.person_id: card(viewer, profile) for profile in seen}
    profiles = list(with_words(seen))
    posts = posts_of([profile.person_id for profile in profiles])
    return {p.person_id: show(facts(p, posts.get(p.person_id, ())), ties(viewer, p)) for p in profiles}


def card(viewer: User, profile: Profile) -> ShownProfile:
    """What stands beside a name in a list, of a profile that came from `in_sight`."""
    return show(facts(profile, (), CARD_FIELDS), ties(viewer, profile))


def with_words(profiles: ProfileQuerySet) -> ProfileQuerySet:
    """Adds skills and story in the same statement."""
    skills = Skill.objects.filter(people=OuterRef("pk")).order_by("name", "pk")
    story = StoryPart.objects.filter(profile=OuterRef("pk"))
    return profiles.annotate(
        skill_words=ArraySubquery(skills.values(told=JSONObject(ja="name", en="name_en"))),
        story_words=ArraySubquery(story.values(told=JSONObject(kind="kind", text="text", year="year", to="to"))),
    )


def posts_of(people_ids: Collection[int]) -> dict[int, list[Tenure]]:
    """The posts that may be told at all, each with its telling: one query. What is in doubt isn't told."""
    through = BlurLabel.companies.through.objects.filter(company=OuterRef(OuterRef("company")))
    label = BlurLabel.objects.wide().filter(pk=OuterRef("telling__label"), pk__in=through.values("blurlabel"))
    rows = Tenure.objects.filter(person__in=people_ids).filter(state__in=TOLD)
    rows = rows.select_related("company", "department", "telling__label").annotate(label_holds=Exists(label))
    found: dict[int, list[Tenure]] = {}
    for tenure in rows.order_by("pk"):
        found.setdefault(tenure.person_id, []).append(tenure)  # type: ignore[arg-type]
    return found


def facts(profile: Profile, tenures: Iterable[Tenure] = (), fields: Collection[str] = FIELDS) -> Facts:
    """Everything that is known of a person; goes nowhere but into `disclosure.show`."""
    lang = get_language() or "ja"
    return Facts(
        person=profile.person_id,
        name=profile.person.name,
        values={name: _value(profile, name, lang) for name in fields},
        settings={name: getattr(profile, f"{name}_to") for name in fields},
        story=tuple(Part(p["kind"], p["text"], p["year"], p["to"]) for p in getattr(profile, "story_words", ())),
        posts=tuple(post(tenure, profile.shows_verified, lang) for tenure in tenures),
    )


def _value(profile: Profile, name: str, lang: str) -> str | tuple[str, ...]:
    if name == "reading":
        return profile.person.reading
    if name == "photo":
        return reverse("profiles:photo", args=[profile.person_id, profile.photo]) if profile.photo else ""
    if name == "free":
        return free_words(profile.free_until)
    if name == "skills":
        return tuple(words["en"] if lang == "en" and words["en"] else words["ja"] for words in profile.skill_words)  # type: ignore[attr-defined]
    if name == "place":
        return area_words(profile.area, profile.place, lang)
    value = getattr(profile, name)
    return tuple(value) if isinstance(value, list) else value


def free_words(until: date | None) -> str:
    """Until which month somebody is free; empty where they don't say so, or it's over. Whole months, as in searches."""
    today = timezone.localdate()
    if until is None or (until.year, until.month) < (today.year, today.month):
        return ""
    return gettext("%(month)sまで") % {"month": date_format(until, "YEAR_MONTH_FORMAT")}


def post(tenure: Tenure, marks: bool, lang: str) -> Post:
    """A tenure that came from `posts_of`, in exact and in blurred words."""
    since, until = (day.year if day else None for day in (tenure.since, tenure.until))
    told = telling_of(tenure)
    unit = tenure.department.name if tenure.department else ""
    words = {
        "employer": Words(str(tenure.company), _label(tenure, lang)),
        "department": Words(unit, blurring.blurred_department(unit, lang)),
        "title": Words(tenure.title, blurring.blurred_title(tenure.title, tenure.heads, lang)),
        "period": Words(tenure.period.text(lang), blurring.blurred_period(since, until, lang)),
    }
    return Post(
        company=tenure.company_id,
        words=words,
        openness=openness_of(tenure),
        order=(tenure.since.isoformat() if tenure.since else "", blurring.order_of(since)),
        here=tenure.open,
        verified=tenure.state == Tenure.State.VERIFIED,
        marks=marks,
        marks_blurred=told.keeps_mark if told else True,
        key=tenure.pk,
    )


def telling_of(tenure: Tenure) -> Telling | None:
    return getattr(tenure, "telling", None)


def openness_of(tenure: Tenure) -> Mapping[str, Openness]:
    told = telling_of(tenure)
    if told is None:
        return {}
    return {part: Openness(getattr(told, part), getattr(told, f"{part}_blurred")) for part in PARTS}


def _label(tenure: Tenure, lang: str) -> str:
    """The chosen words as long as they fit this company and enough others; else words that fit every company."""
    told = telling_of(tenure)
    if told is None or told.label is None or not tenure.label_holds:  # type: ignore[attr-defined]
        return blurring.UNNAMED_EMPLOYER["ja" if lang.startswith("ja") else "en"]
    return told.label.text_en if lang == "en" and told.label.text_en else told.label.text


def seen_as(person: User, kind: str, company: int) -> ShownProfile | None:
    """The person as a viewer of this kind, of this company, reads them; None where such a viewer sees nobody."""
    profile = with_words(Profile.objects.filter(person=person).select_related("person")).first()
    if profile is None:
        return None
    tenures = posts_of([person.pk]).get(person.pk, [])
    own = [t for t in tenures if t.company_id == company and t.state == Tenure.State.VERIFIED]
    gives = NOBODY
    for tenure in own:
        gives |= gives_of(openness_of(tenure))
    tied = ties_as(kind, profile.seen_by, company, gives)
    return show(facts(profile, tenures), tied) if tied else None
