"""Five advisors at arm's length: nearness.py asked of PostgreSQL, over all advisors at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import Q

from accounts.users.models import User
from alumni.blocks.models import Block
from alumni.companies.lineage import Lineage
from alumni.companies.models import Enrolment, StaffRole
from alumni.companies.queries import lineages_of
from alumni.connections.models import Connection, Form
from alumni.tenures.models import Tenure
from programs.mentoring import nearness
from programs.mentoring.models import Advisor, Distance, Evaluation
from programs.mentoring.nearness import Candidate

TENURE, ADVISOR, PEOPLE = Tenure._meta.db_table, Advisor._meta.db_table, User._meta.db_table
REFUSED = Tenure.State.REFUSED
PAGE = 60

# Whatever makes two people near happened in a company of the viewer's: only posts there are looked at.
RANKED = f"""
WITH near AS (
    SELECT t.person_id,
        bool_or(t.heads AND t.open AND t.department_id = ANY(%(over_now)s)) AS boss,
        bool_or({{line}}) AS line,
        bool_or({{team}}) AS team,
        bool_or(t.open AND t.company_id = ANY(%(now)s)) AS employer,
        bool_or(t.open) AS working,
        bool_or(t.state IN ('verified') AND t.company_id = ANY(%(verified)s)) AS shared,
        min(extract(year FROM t.since)) FILTER (WHERE t.state IN ('verified') AND t.company_id = ANY(%(verified)s))::int
            AS began
    FROM {TENURE} t JOIN {ADVISOR} a ON a.person_id = t.person_id AND a.state IN ('listed')
    WHERE t.company_id = ANY(%(companies)s) AND t.state <> '{REFUSED}'
    GROUP BY t.person_id
), judged AS (
    SELECT a.id, a.person_id, {{themes}} AS themes,
        a.shows_inside AND coalesce(n.shared, false) AS inside,
        CASE WHEN a.shows_inside THEN abs(n.began - %(began)s::int) END AS years,
        CASE WHEN n.boss THEN 'boss'
             WHEN n.line OR a.person_id = ANY(%(line_said)s) THEN 'line'
             WHEN a.person_id = ANY(%(evaluators)s) THEN 'evaluator'
             WHEN n.team THEN 'team'
             WHEN n.employer THEN 'employer'
             WHEN n.working OR a.person_id = ANY(%(desks)s) THEN 'working'
             WHEN a.person_id = ANY(%(blocked)s) THEN 'blocked'
             WHEN a.person_id = ANY(%(chosen)s) THEN 'chosen'
             ELSE '' END AS reason
    FROM {ADVISOR} a JOIN {PEOPLE} u ON u.id = a.person_id AND u.is_active
    LEFT JOIN near n ON n.person_id = a.person_id
    WHERE a.state IN ('listed') AND a.person_id <> %(viewer)s AND (a.open_to = 'network' OR n.shared) {{where}}
)
SELECT id, person_id, themes, inside, years, reason FROM judged {{only}}
ORDER BY themes DESC, NOT inside, NOT coalesce(years >= {nearness.DECADE}, false), md5(%(viewer)s || '|' || id)
"""  # noqa: S608

# In steps, each of a few dozen rows. IS TRUE keeps PostgreSQL from asking the index of all periods, which finds nearly
# everybody, beside that of one unit.
COLLEAGUES = f"""
WITH mine AS MATERIALIZED (
    SELECT DISTINCT c.person_id FROM {TENURE} v
    JOIN {TENURE} c ON c.department_id = v.department_id AND (c.during && v.during) IS TRUE
        AND c.person_id <> v.person_id AND c.state <> '{REFUSED}'
    WHERE v.person_id = %(viewer)s AND v.state <> '{REFUSED}'
), theirs AS MATERIALIZED (
    SELECT person_id, department_id, during FROM {TENURE} WHERE person_id = ANY(%(advisors)s) AND state <> '{REFUSED}'
)
SELECT DISTINCT a.person_id FROM mine
JOIN {TENURE} c ON c.person_id = mine.person_id AND c.state <> '{REFUSED}'
JOIN theirs a ON a.department_id = c.department_id AND (a.during && c.during) IS TRUE AND a.person_id <> c.person_id
"""  # noqa: S608


@dataclass
class Near:
    """The viewer's own side, read once: their posts, units around them, and people kept apart by something else."""

    viewer: int
    posts: list[Tenure]
    lineages: dict[int, Lineage]
    people: dict[str, list[int]] = field(default_factory=dict)

    def reach(self, post: Tenure) -> list[int]:
        return sorted(self.lineages[post.company_id].reach(post.department_id)) if post.department_id else []

    def family(self, post: Tenure) -> list[int]:
        return sorted(self.lineages[post.company_id].family(post.department_id)) if post.department_id else []

    def through_time(self, post: Tenure) -> list[int]:
        return sorted(self.lineages[post.company_id].through_time(post.department_id)) if post.department_id else []


def near_of(viewer: User) -> Near:
    posts = list(Tenure.objects.of(viewer).exclude(state=REFUSED).order_by("pk"))
    near = Near(viewer.pk, posts, lineages_of({post.company_id for post in posts}))
    near.people = {
        "line_said": _line_said(viewer),
        "evaluators": _evaluators(viewer),
        "desks": _desks({post.company_id for post in posts}),
        "blocked": _both_ways(Block.objects.all(), viewer),
        "chosen": _both_ways(Distance.objects.all(), viewer),
    }
    return near


def _line_said(viewer: User) -> list[int]:
    """One of the two says that one was the other's boss: enough to keep them apart here."""
    words = [Form.BOSS, Form.REPORT]
    said = Connection.objects.of(viewer).confirmed().filter(Q(first_says__in=words) | Q(second_says__in=words))
    pairs = said.values_list("first_id", "second_id")
    return sorted({first if second == viewer.pk else second for first, second in pairs})


def _evaluators(viewer: User) -> list[int]:
    own = Enrolment.objects.filter(person=viewer).values("pk")
    rows = Evaluation.objects.filter(Q(evaluator__in=own) | Q(evaluated__in=own))
    pairs = rows.values_list("evaluator__person_id", "evaluated__person_id")
    return sorted({one for pair in pairs for one in pair if one and one != viewer.pk})


def _desks(companies: Iterable[int]) -> list[int]:
    return sorted(set(StaffRole.objects.standing().filter(company__in=companies).values_list("user_id", flat=True)))


def _both_ways(rows: Any, viewer: User) -> list[int]:
    pairs = rows.filter(Q(by=viewer) | Q(person=viewer)).values_list("by_id", "person_id")
    return sorted({by if person == viewer.pk else person for by, person in pairs})


def _literal(post: Tenure) -> str:
    during = post.during
    if during.isempty:
        return "empty"
    return f"[{during.lower or ''},{during.upper or ''})"


def _query(near: Near, themes: Iterable[int], where: str, only: str) -> tuple[str, dict[str, Any]]:
    values: dict[str, Any] = {"viewer": near.viewer, "began": None, **near.people}
    line, team = [], []
    for number, post in enumerate(post for post in near.posts if post.department_id):
        above, same, during = f"above{number}", f"same{number}", f"during{number}"
        values |= {above: near.reach(post), same: near.through_time(post), during: _literal(post)}
        together = f"t.during && %({during})s::daterange"
        line.append(f"(t.heads AND t.department_id = ANY(%({above})s) AND {together})")
        team.append(f"(t.department_id = ANY(%({same})s) AND {together})")
        if post.heads:
            values[f"below{number}"] = near.family(post)
            line.append(f"(t.department_id = ANY(%(below{number})s) AND {together})")
    verified = [post for post in near.posts if post.state == Tenure.State.VERIFIED]
    values |= {
        "over_now": sorted({unit for post in near.posts if post.open for unit in near.reach(post)}),
        "now": sorted({post.company_id for post in near.posts if post.open}),
        "companies": sorted({post.company_id for post in near.posts}),
        "verified": sorted({post.company_id for post in verified}),
        "began": min((post.since.year for post in verified if post.since), default=None),
    }
    wanted = " + ".join(f"({int(theme)} = ANY(a.themes))::int" for theme in sorted(set(themes))) or "0"
    parts = {"line": " OR ".join(line) or "false", "team": " OR ".join(team) or "false", "themes": wanted}
    return RANKED.format(**parts, where=where, only=only), values


def ranked(
    near: Near, themes: Iterable[int] = (), *, language: str = "", paid: bool = True, limit: int = PAGE
) -> list[Candidate]:
    """Advisors who aren't too near, the best `limit` by what is known of all of them."""
    where = "AND %(language)s = ANY(a.languages)" if language else ""
    where += "" if paid else " AND NOT a.paid"
    query, values = _query(near, themes, where, "WHERE reason = ''")
    with connection.cursor() as cursor:
        cursor.execute(f"{query} LIMIT %(limit)s", {**values, "limit": limit, "language": language})
        return [Candidate(*row[:5]) for row in cursor.fetchall()]


def reason_between(viewer: User, advisor: Advisor) -> str | None:
    """Why these two are too near, "" when they aren't; None when the advisor isn't there for the viewer at all."""
    query, values = _query(near_of(viewer), (), "AND a.id = %(advisor)s", "")
    with connection.cursor() as cursor:
        cursor.execute(query, {**values, "advisor": advisor.pk})
        row = cursor.fetchone()
    return row[5] if row else None


def with_close_colleagues(viewer: int, people: list[int]) -> set[int]:
    """Those of these advisors who have a colleague from one unit and time in common with the viewer."""
    with connection.cursor() as cursor:
        cursor.execute(COLLEAGUES, {"viewer": viewer, "advisors": people})
        return {row[0] for row in cursor.fetchall()}
