"""The words behind the numbers of themes; and when two words turn out to mean one thing, listings follow."""

from collections.abc import Iterable

from django.db import connection

from alumni.profiles import skills
from alumni.profiles.models import Skill
from alumni.profiles.skills import word_of
from programs.exchange.models import Listing


def words_of(listings: Iterable[Listing], lang: str) -> dict[int, str]:
    """Words of every theme of these listings: one query."""
    wanted = {theme for listing in listings for theme in listing.themes}
    return {skill.pk: word_of(skill, lang) for skill in Skill.objects.filter(pk__in=wanted)}


def follow(kept: Skill, other: Skill) -> None:
    """What named the other names the one that stays, once."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE programs_listing SET themes = ARRAY(SELECT DISTINCT t FROM unnest(array_replace(themes, %s, %s))"
            " AS t ORDER BY t) WHERE themes @> ARRAY[%s]",
            [other.pk, kept.pk, other.pk],
        )


skills.followers.append(follow)
