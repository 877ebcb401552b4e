"""What the search reads beside the words: how often somebody was asked and shown of late, and what a theme weighs."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from accounts.users.models import User
from alumni.profiles.models import Skill
from programs.exchange.matching import MOST, RARE, Fit, weight_of
from programs.exchange.models import Listing, Shown, ThemeWeight

A_MONTH = timedelta(days=30)
COMPANY_CAPACITY = 20
# Asked of the owner in the last thirty days, or still waiting; for a person whatever of theirs it was about.
LOAD = """(SELECT count(*) FROM programs_ask a JOIN programs_listing x ON x.id = a.listing_id
    WHERE {same} AND a.state <> 'withdrawn' AND (a.at > now() - interval '30 days' OR a.state IN ('waiting', 'later')))"""
SEEN = """(SELECT count(DISTINCT s.viewer_id) FROM programs_shown s JOIN programs_listing x ON x.id = s.listing_id
    WHERE {same} AND s.day > current_date - 30)"""
PERSON = "x.person_id = l.person_id AND x.company_id IS NULL"
SETTLE_PEOPLE = f"""UPDATE programs_listing AS l
    SET load = n.load, shown = n.shown, capacity = n.capacity, suggested = n.suggested, near = n.near, far = n.far
    FROM (SELECT l.id, {LOAD.format(same=PERSON)} AS load, {SEEN.format(same=PERSON)} AS shown,
              coalesce(o.capacity, 3) AS capacity,
              coalesce(o.open OR o.near <> '{{}}' OR o.far <> '{{}}', false) AS suggested,
              CASE WHEN o.open THEN '{{}}' ELSE coalesce(o.near, '{{}}') END AS near,
              CASE WHEN o.open THEN '{{}}' ELSE coalesce(o.far, '{{}}') END AS far
          FROM programs_listing l LEFT JOIN programs_openness o ON o.person_id = l.person_id
          WHERE l.company_id IS NULL AND l.state IN ('open') AND (%s IS NULL OR l.person_id = ANY(%s))) AS n
    WHERE n.id = l.id
      AND (l.load, l.shown, l.capacity, l.suggested, l.near, l.far)
          IS DISTINCT FROM (n.load, n.shown, n.capacity, n.suggested, n.near, n.far)"""  # noqa: S608
SETTLE_COMPANIES = f"""UPDATE programs_listing AS l SET load = n.load, shown = n.shown
    FROM (SELECT l.id, {LOAD.format(same="x.id = l.id")} AS load, {SEEN.format(same="x.id = l.id")} AS shown
          FROM programs_listing l
          WHERE l.company_id IS NOT NULL AND l.state IN ('open') AND (%s IS NULL OR l.id = ANY(%s))) AS n
    WHERE n.id = l.id AND (l.load, l.shown) IS DISTINCT FROM (n.load, n.shown)"""  # noqa: S608
COUNTS = """SELECT theme, count(*) FROM programs_listing, unnest(themes) AS theme
    WHERE state = 'open' AND expires_at > now() GROUP BY theme"""
WEIGH = """UPDATE programs_listing AS l SET weight = n.weight
    FROM (SELECT l.id, sum(coalesce(w.weight, %s)) AS weight
          FROM programs_listing l CROSS JOIN unnest(l.themes) AS theme
          LEFT JOIN programs_themeweight w ON w.skill_id = theme
          WHERE l.state IN ('open') GROUP BY l.id) AS n
    WHERE n.id = l.id AND l.weight <> n.weight"""


def weights_of(themes: Iterable[int]) -> dict[int, int]:
    """What these themes weigh; one that was never weighed is rare."""
    wanted = set(themes)
    known = dict(ThemeWeight.objects.filter(skill__in=wanted).values_list("skill", "weight"))
    return {theme: known.get(theme, RARE) for theme in wanted}


def settle(listings: Iterable[Listing] | None = None) -> None:
    """How often they were asked and shown stands in the listings of these owners; without any, in all open ones."""
    rows = None if listings is None else list(listings)
    people = None if rows is None else [row.person_id for row in rows if not row.company_id]
    own = None if rows is None else [row.pk for row in rows if row.company_id]
    with connection.cursor() as cursor:
        if people is None or people:
            cursor.execute(SETTLE_PEOPLE, [people, people])
        if own is None or own:
            cursor.execute(SETTLE_COMPANIES, [own, own])


@transaction.atomic
def weigh() -> int:
    """Every theme weighs by how few name it now, and every open listing what its themes weigh."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTS)
        counts = dict(cursor.fetchall())
        total = Listing.objects.live().count()
        known = set(Skill.objects.filter(pk__in=counts).values_list("pk", flat=True))
        rows = [ThemeWeight(skill_id=theme, weight=weight_of(counts[theme], total)) for theme in sorted(known)]
        ThemeWeight.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["skill"], update_fields=["weight"], batch_size=2000
        )
        cursor.execute(WEIGH, [RARE])
    return len(rows)


def show(viewer: User, fits: Iterable[Fit]) -> None:
    """The log of who was shown what, so that the next one to be suggested is somebody else. Written once a day each."""
    keys = [fit.pk for fit in list(fits)[: MOST * 4]]
    today = timezone.localdate()
    seen = Shown.objects.filter(viewer=viewer, listing__in=keys, day=today).values_list("listing", flat=True)
    new = sorted(set(keys) - set(seen))
    if not new:
        return
    with transaction.atomic():
        rows = [Shown(viewer=viewer, listing_id=key, day=today) for key in new]
        Shown.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["viewer", "listing"], update_fields=["day"]
        )
        settle(Listing.objects.filter(pk__in=new).only("person_id", "company_id"))


def seen_by(viewer: User) -> tuple[list[int], list[int]]:
    """Whose needs and offers this viewer was shown of late: people, and listings of companies."""
    rows = Shown.objects.filter(viewer=viewer, day__gt=timezone.localdate() - A_MONTH)
    pairs = rows.values_list("listing__person", "listing__company", "listing")
    found = list(pairs)
    people = {person for person, company, _listing in found if company is None}
    return sorted(people), sorted(listing for _person, company, listing in found if company is not None)


def forget_shown() -> int:
    """What was shown longer than a month ago is gone."""
    return Shown.objects.filter(day__lt=timezone.localdate() - A_MONTH).delete()[0]
