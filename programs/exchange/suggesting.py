"""The search for counterparts: one statement over one table, and what only people decide asked of the best ones.

The inner part reckons with integers as `matching` does (its oracle). The outer part asks, in order and only until
enough are found, whether both sides may see each other, and whether one of them said "not this".
"""

from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from accounts.users.models import User
from alumni.profiles.disclosure import Audience
from alumni.profiles.models import GIVES_ALL, Profile, Telling, shared_with
from alumni.tenures.models import Tenure
from alumni.tenures.standing import standing_of
from programs.exchange import matching
from programs.exchange.circles import Spot, family_of, posts_in, spot_of_company, spots_of
from programs.exchange.keeping import seen_by, weights_of
from programs.exchange.matching import Fit, Side
from programs.exchange.models import Listing

REACH = """
SELECT id, owner, vn, vo, eff, third, shown, lot FROM (
  SELECT reckoned.*, id %% {spread} * %(turn)s %% {spread} AS lot,
      2 * vn * vo / (vn + vo) - {price} * shown / (capacity * {k}) AS eff
  FROM (
    SELECT c.id, c.person_id, c.company_id, c.department_id, c.themes, c.capacity,
      c.circle, c.circle_unit_id, c.years_from, c.years_until,
      greatest(c.shown - CASE WHEN c.company_id IS NULL THEN (c.person_id = ANY(%(met)s::bigint[]))::int
                              ELSE (c.id = ANY(%(read)s::bigint[]))::int END, 0) AS shown,
      CASE WHEN c.company_id IS NULL THEN 'person:' || c.person_id ELSE 'company:' || c.company_id END AS owner,
      {full} * ({themes}) / {need_weight} AS vn, {full} * ({returns}) / {wants} AS vo,
      (least(c.until, %(until)s) - greatest(c.since, %(since)s) + 1) * 3 / {need_days} AS third
    FROM programs_listing c
    WHERE c.state IN ('open') AND c.suggested AND c.themes && %(themes)s::int[] AND c.kind = %(kind)s
      AND c.expires_at > now() AND c.load < c.capacity AND c.languages & %(languages)s <> 0
      AND {effort} AND ((c.online AND %(online)s) OR (%(area)s <> '' AND c.area = %(area)s))
      AND least(c.until, %(until)s) - greatest(c.since, %(since)s) + 1
          >= least({overlap}, %(days)s, c.until - c.since + 1)
      AND (cardinality(c.near) + cardinality(c.far) = 0
           OR c.near && %(where)s::bigint[] OR NOT c.far <@ %(where)s::bigint[])
      AND {not_own} AND {only}
    OFFSET 0
  ) AS reckoned
  WHERE vn > 0 AND vo > 0
  ORDER BY (2 * vn * vo / (vn + vo) - {price} * shown / (capacity * {k}) + {below}) / {band} DESC,
    third DESC, eff DESC, lot, id
  OFFSET 0
) AS ranked
WHERE {seen} AND {sees} AND {circle} AND NOT {aside} AND NOT {asked}
LIMIT {read}
"""
# What somebody set aside, either way round; what was asked between the two already.
ASIDE = """EXISTS (SELECT 1 FROM programs_aside a WHERE (a.until IS NULL OR a.until > %(today)s) AND (
    a.person_id = %(viewer)s AND (a.listing_id = ranked.id OR a.theme_id = ANY(ranked.themes)
        OR (ranked.company_id IS NULL AND a.other_id = ranked.person_id))
    OR ranked.company_id IS NULL AND a.person_id = ranked.person_id AND (a.listing_id = %(anchor)s
        OR a.theme_id = ANY(%(themes)s::int[]) OR a.other_id = %(person)s)) OFFSET 0)"""
ASKED = """EXISTS (SELECT 1 FROM programs_ask k WHERE k.state <> 'withdrawn' AND (
    k.listing_id = ranked.id AND (k.mine_id = %(anchor)s OR k.by_id = %(viewer)s)
    OR k.listing_id = %(anchor)s AND (k.mine_id = ranked.id
        OR (ranked.company_id IS NULL AND k.by_id = ranked.person_id))) OFFSET 0)"""


def side_of(listing: Listing) -> Side:
    return Side(
        listing.pk, listing.owner, frozenset(listing.themes), frozenset(listing.returns), listing.since,
        listing.until, listing.effort, listing.online, listing.area, listing.languages, listing.capacity,
        listing.load, listing.shown, listing.weight, near=frozenset(listing.near), far=frozenset(listing.far),
    )  # fmt: skip


def fits(anchor: Listing, viewer: User, *, only: Listing | None = None) -> list[Fit]:
    """What fits a need (offers) or an offer (needs), for its owner `viewer`: the best ones in their order."""
    if not anchor.is_live or not anchor.themes or not anchor.returns:
        return []
    statement, given = _statement(anchor, viewer, only)
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return [Fit(*row) for row in cursor.fetchall()]


def _statement(anchor: Listing, viewer: User, only: Listing | None) -> tuple[str, dict[str, Any]]:
    need, side = anchor.is_need, side_of(anchor)
    weights, (met, read) = weights_of(anchor.themes), seen_by(viewer)
    given: dict[str, Any] = {
        "until": anchor.until, "since": anchor.since, "days": matching.days_of(side), "themes": anchor.themes,
        "kind": Listing.Kind.OFFER if need else Listing.Kind.NEED, "languages": anchor.languages,
        "online": anchor.online, "area": anchor.area, "effort": anchor.effort, "viewer": viewer.pk,
        "person": None if anchor.company_id else anchor.person_id, "company": anchor.company_id, "anchor": anchor.pk,
        "only": only.pk if only else None, "met": met, "read": read, "where": where(anchor, viewer),
        "turn": matching.turn_of(viewer.pk, timezone.localdate()), "today": timezone.localdate(),
    }  # fmt: skip
    parts = {
        "full": matching.FULL, "price": matching.PRICE, "k": matching.K, "spread": matching.SPREAD, "band": matching.BAND,
        "below": matching.BELOW, "overlap": matching.OVERLAP, "read": matching.READ,
        "themes": _sum("themes", weights), "returns": _sum("returns", dict.fromkeys(anchor.returns, 1)),
        "need_weight": max(1, anchor.weight) if need else "greatest(c.weight, 1)",
        "wants": "cardinality(c.returns)" if need else len(anchor.returns),
        "need_days": "%(days)s" if need else "(c.until - c.since + 1)",
        "effort": "c.effort >= %(effort)s" if need else "c.effort <= %(effort)s",
        "not_own": "c.company_id IS DISTINCT FROM %(company)s" if anchor.company_id
        else "(c.company_id IS NOT NULL OR c.person_id <> %(person)s)",
        "only": "c.id = %(only)s" if only else "TRUE",
        "seen": _seen_by(viewer, given), "sees": _sees(anchor, viewer, given), "circle": _circle(anchor, viewer, given),
        "aside": ASIDE, "asked": ASKED,
    }  # fmt: skip
    return REACH.format(**parts), given


def _sum(column: str, weights: dict[int, int]) -> str:
    """Literal numbers and one CASE each: a table of themes joined in was seven times slower."""
    return " + ".join(
        f"CASE WHEN {int(key)} = ANY(c.{column}) THEN {int(weight)} ELSE 0 END"
        for key, weight in sorted(weights.items())
    )


def _exists(rows: QuerySet[Any], given: dict[str, Any], name: str) -> str:
    """Asked row by row (OFFSET 0 keeps PostgreSQL from reading all of the table first), with the query's own words."""
    sql, values = rows.order_by().values("pk").query.sql_with_params()
    names = [f"{name}{number}" for number in range(len(values))]
    given.update(zip(names, values, strict=True))
    return f"EXISTS ({sql % tuple(f'%({one})s' for one in names)} OFFSET 0)"


def _at(column: str) -> RawSQL:
    return RawSQL(f"ranked.{column}", [])  # noqa: S611


def _seen_by(viewer: User, given: dict[str, Any]) -> str:
    """Whoever is found is somebody the viewer may see: the one definition of sight. A company's is seen by its circle."""
    profiles = Profile.objects.visible_to(viewer).filter(person_id=_at("person_id"))
    return f"(ranked.company_id IS NOT NULL OR {_exists(profiles, given, 'seen')})"


def _sees(anchor: Listing, viewer: User, given: dict[str, Any]) -> str:
    """Whoever is found may see whose anchor it is: the mirror of the same definition, for the person of the anchor."""
    if anchor.company_id:
        return "TRUE"
    posts = Tenure.objects.verified().filter(seeing(viewer), person_id=_at("person_id"))
    return f"(ranked.company_id IS NOT NULL OR {_exists(posts, given, 'near')})"


def seeing(person: User) -> Q:
    """Verified posts that make somebody see this person, as far as their gate is open."""
    profile = Profile.objects.filter(person=person).only("seen_by").first()
    seen_by = profile.seen_by if profile else Profile.SeenBy.NOBODY
    posts = standing_of(person).posts
    if seen_by == Profile.SeenBy.NETWORK:
        return Q()
    told = dict(Telling.objects.filter(tenure__in=[post.tenure.pk for post in posts]).values_list("tenure", "gives"))
    gives = {post.tenure.pk: told.get(post.tenure.pk, GIVES_ALL) for post in posts}
    if seen_by == Profile.SeenBy.COMPANY:
        given = {post.tenure.company_id for post in posts if gives[post.tenure.pk] & Audience.COMPANY}
        return Q(company__in=sorted(given))
    found = Q(pk__in=[])
    if seen_by == Profile.SeenBy.COWORKERS:
        for post in posts:
            if gives[post.tenure.pk] & Audience.DEPARTMENT:
                found |= shared_with(post)
    return found


def where(anchor: Listing, viewer: User) -> list[int]:
    """Where its owner is: the company whose it is, or those where the person works now."""
    if anchor.company_id:
        return [anchor.company_id]
    return sorted({post.tenure.company_id for post in standing_of(viewer).posts if post.tenure.open})


def _circle(anchor: Listing, viewer: User, given: dict[str, Any]) -> str:
    """Each is in the circle of the other's."""
    spots = [spot_of_company(anchor)] if anchor.company_id else sorted(set(spots_of(viewer)), key=repr)
    takes = [_takes(spot, number, given) for number, spot in enumerate(spots)]
    theirs = " OR ".join(["ranked.circle = '{}'", *takes])
    posts = posts_in(anchor).filter(person_id=_at("person_id"))
    mine = (
        f"CASE WHEN ranked.company_id IS NULL THEN {_exists(posts, given, 'post')} ELSE {_company(anchor, given)} END"
    )
    return f"(({theirs}) AND {mine})"


def _takes(spot: Spot, number: int, given: dict[str, Any]) -> str:
    """That the circle of what is found takes this spot in: circles.open_to for rows that aren't a table."""
    given |= {f"home{number}": spot.company, f"unit{number}": sorted(spot.units),
              f"first{number}": spot.first, f"last{number}": spot.last}  # fmt: skip
    rule = [f"%(home{number})s = ANY(ranked.circle)",
            f"(ranked.circle_unit_id IS NULL OR ranked.circle_unit_id = ANY(%(unit{number})s::bigint[]))"]  # fmt: skip
    if not spot.dated:
        rule.append("coalesce(ranked.years_from, ranked.years_until) IS NULL")
    if spot.last is not None:
        rule.append(f"coalesce(ranked.years_from <= %(last{number})s, true)")
    if spot.first is not None:
        rule.append(f"coalesce(ranked.years_until >= %(first{number})s, true)")
    return f"({' AND '.join(rule)})"


def _company(anchor: Listing, given: dict[str, Any]) -> str:
    """That the anchor's circle takes in the company whose listing is found (spot_of_company, seen from the other side)."""
    if not anchor.circle:
        return "TRUE"
    if anchor.years_until is not None and anchor.years_until < timezone.localdate().year:
        return "FALSE"
    given |= {"circle": anchor.circle, "family": family_of(anchor) or []}
    inside = "ranked.department_id = ANY(%(family)s::bigint[])" if anchor.circle_unit_id else "TRUE"
    return f"(ranked.company_id = ANY(%(circle)s::bigint[]) AND {inside})"
