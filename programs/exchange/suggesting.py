"""The search for counterparts: one statement over one table, and what only people decide asked of the best ones.

The inner part reckons with integers as `matching` does (its oracle). The outer part asks, in order and only until
enough are found, whether both sides may see each other, and whether one of them said "not this".
"""

from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from accounts.users.models import User
from alumni.profiles.disclosure import Audience
from alumni.profiles.models import GIVES_ALL, Profile, Telling, shared_with
from alumni.tenures.models import Tenure
from alumni.tenures.standing import standing_of
from programs.exchange import matching
from programs.exchange.keeping import weights_of
from programs.exchange.matching import Fit, Side
from programs.exchange.models import Listing

REACH = """
SELECT id, owner, vn, vo, eff, third, shown FROM (
  SELECT reckoned.*, 2 * vn * vo / (vn + vo) - {price} * shown / (capacity * {k}) AS eff
  FROM (
    SELECT c.id, c.person_id, c.company_id, c.themes, c.circle, c.shown, c.capacity,
      CASE WHEN c.company_id IS NULL THEN 'person:' || c.person_id ELSE 'company:' || c.company_id END AS owner,
      {full} * ({themes}) / {need_weight} AS vn, {full} * ({returns}) / {wants} AS vo,
      (least(c.until, %(until)s) - greatest(c.since, %(since)s) + 1) * 3 / {need_days} AS third
    FROM programs_listing c
    WHERE c.state IN ('open') AND c.suggested AND c.themes && %(themes)s::int[] AND c.kind = %(kind)s
      AND c.expires_at > now() AND c.load < c.capacity AND c.languages & %(languages)s <> 0
      AND {effort} AND ((c.online AND %(online)s) OR (%(area)s <> '' AND c.area = %(area)s))
      AND least(c.until, %(until)s) - greatest(c.since, %(since)s) + 1
          >= least({overlap}, %(days)s, c.until - c.since + 1)
      AND {not_own} AND {only}
    OFFSET 0
  ) AS reckoned
  WHERE vn > 0 AND vo > 0
  ORDER BY (2 * vn * vo / (vn + vo) - {price} * shown / (capacity * {k}) + {below}) / {band} DESC,
    third DESC, eff DESC, id
  OFFSET 0
) AS ranked
WHERE {seen} AND {sees} AND {circle} AND NOT {aside} AND NOT {asked}
LIMIT {read}
"""
# What somebody set aside, either way round; what was asked between the two already.
ASIDE = """EXISTS (SELECT 1 FROM programs_aside a WHERE (a.until IS NULL OR a.until > current_date) AND (
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
        listing.load, listing.shown, listing.weight,
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
    weights = weights_of(anchor.themes)
    given: dict[str, Any] = {
        "until": anchor.until, "since": anchor.since, "days": matching.days_of(side), "themes": anchor.themes,
        "kind": Listing.Kind.OFFER if need else Listing.Kind.NEED, "languages": anchor.languages,
        "online": anchor.online, "area": anchor.area, "effort": anchor.effort, "viewer": viewer.pk,
        "person": None if anchor.company_id else anchor.person_id, "company": anchor.company_id, "anchor": anchor.pk,
        "only": only.pk if only else None,
    }  # fmt: skip
    parts = {
        "full": matching.FULL, "price": matching.PRICE, "k": matching.K, "band": matching.BAND,
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


def _circle(anchor: Listing, viewer: User, given: dict[str, Any]) -> str:
    """Each is in the circle of the other's."""
    given["home"] = [anchor.company_id] if anchor.company_id else standing_of(viewer).company_ids
    given["circle"] = anchor.circle
    theirs = "(ranked.circle = '{}' OR ranked.circle && %(home)s::bigint[])"
    posts = Tenure.objects.verified().filter(person_id=_at("person_id"))
    if anchor.circle:
        posts = posts.filter(company__in=anchor.circle)
    company = "ranked.company_id = ANY(%(circle)s::bigint[])" if anchor.circle else "TRUE"
    mine = f"CASE WHEN ranked.company_id IS NULL THEN {_exists(posts, given, 'post')} ELSE {company} END"
    return f"({theirs} AND {mine})"
