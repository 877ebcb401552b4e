"""Choosing how everything is told at once: which preset is in force, taking one, and going back to what was before."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.users.models import User
from alumni.profiles.actions import disclose, tell_as
from alumni.profiles.disclosure import (
    FIELDS,
    PARTS,
    POST_PRESETS,
    PRESETS,
    STORY,
    TOLD_TO_ALL,
    Openness,
    closed,
    settled,
)
from alumni.profiles.models import Profile, StoryPart
from alumni.profiles.queries import openness_of
from alumni.tenures.models import Tenure

# Plain numbers and words, so that a session can keep it: {"fields": {name: set}, "story": set, "posts": {key: parts}}.
Told = dict[str, Any]
Levels = Mapping[str, Openness]


def told_by(person: User) -> Told:
    """To whom this person tells everything, as of now: three queries."""
    profile = Profile.objects.get_or_create(person=person)[0]
    story = StoryPart.objects.filter(profile=profile).values_list("to", flat=True).first()
    posts = Tenure.objects.of(person).select_related("telling")
    return {
        "fields": {name: getattr(profile, f"{name}_to") for name in FIELDS},
        "story": story,
        "posts": {str(post.pk): _plain(openness_of(post)) for post in posts},
    }


def preset_of(told: Told) -> str:
    """The preset that says exactly this; empty where the person has chosen for themself."""
    return next((preset for preset in PRESETS if told == _told_like(preset, told)), "")


def _told_like(preset: str, told: Told) -> Told:
    chosen, post = PRESETS[preset], _plain(POST_PRESETS[preset])
    return {
        "fields": {name: int(closed(chosen[name])) for name in FIELDS},
        "story": None if told["story"] is None else int(closed(chosen[STORY])),
        "posts": dict.fromkeys(told["posts"], post),
    }


def _plain(levels: Levels) -> dict[str, list[int]]:
    found = {part: levels.get(part, TOLD_TO_ALL) for part in PARTS}
    settled_ones = {part: settled(level.exact, level.blurred) for part, level in found.items()}
    return {part: [int(level.exact), int(level.blurred)] for part, level in settled_ones.items()}


@transaction.atomic
def tell_as_before(*, person: User, told: Told, by: User) -> None:
    """Fields, story and posts are open as they were; a post that has come since stays as it is."""
    for post in Tenure.objects.of(person).filter(pk__in=told["posts"]):
        levels = {part: Openness(*sets) for part, sets in told["posts"][str(post.pk)].items()}
        tell_as(tenure=post, openness=levels, by=by)
    story = told["story"] if told["story"] is not None else int(closed(PRESETS["usual"][STORY]))
    disclose(person=person, settings=told["fields"], story=story, by=by)
