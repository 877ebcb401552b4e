"""Numbers beside the filters: of the people found, what the viewer may know, in one statement."""

from dataclasses import dataclass, field

NUMBERS = """
WITH found AS MATERIALIZED ({found}),
few AS MATERIALIZED (SELECT * FROM found LIMIT CASE WHEN (SELECT count(*) FROM found) > {exact} THEN {some} END),
post AS MATERIALIZED (
  SELECT DISTINCT s.person_id, p.employer, p.unit, p.entered
  FROM few s JOIN alumni_searchpost p ON p.entry_id = s.person_id AND p.key = ANY(s.keys)
),
tag AS (
  SELECT DISTINCT s.person_id, substr(t.tag, strpos(t.tag, '.') + 1) AS tag
  FROM few s JOIN alumni_searchentry e USING (person_id), unnest(e.tags) AS t (tag)
  WHERE split_part(t.tag, '.', 1) = ANY(s.keys)
)
SELECT 'count' AS kind, '' AS value, '' AS label, (SELECT count(*) FROM found) AS people, NULL::bigint[] AS who
UNION ALL SELECT 'company', c.id::text, {company_name}, n.people, NULL
  FROM (SELECT employer, count(DISTINCT person_id) AS people FROM post GROUP BY employer) n
  JOIN alumni_company c ON c.id = n.employer
UNION ALL SELECT 'unit', d.id::text, d.name, n.people, n.who
  FROM (SELECT unit, count(DISTINCT person_id) AS people, array_agg(DISTINCT person_id) AS who FROM post GROUP BY unit) n
  JOIN alumni_department d ON d.id = n.unit WHERE d.company_id = %s
UNION ALL SELECT 'entered', p.entered::text, p.entered::text, count(DISTINCT p.person_id), NULL
  FROM post p WHERE p.entered IS NOT NULL GROUP BY p.entered
UNION ALL SELECT 'together', '', '', count(*), NULL FROM few WHERE person_id = ANY(%s::bigint[])
UNION ALL SELECT left(t.tag, 1), substr(t.tag, 2), {tag_words}, count(DISTINCT t.person_id), NULL FROM tag t {named} GROUP BY t.tag
"""
# Companies and skills as their reader calls them.
WORDS = {
    "ja": {"company_name": "c.name", "tag_words": "substr(t.tag, 2)", "named": ""},
    "en": {
        "company_name": "coalesce(nullif(c.name_en, ''), c.name)",
        "tag_words": "coalesce(max(k.name_en), substr(t.tag, 2))",
        "named": "LEFT JOIN alumni_skill k ON t.tag = 'S' || k.name AND k.name_en <> ''",
    },
}


@dataclass(frozen=True)
class Number:
    """So many of the people found are in this company or unit (`who`), came in this year, live or are good at this."""

    kind: str
    value: str
    label: str
    people: int
    who: list[int] | None = None


@dataclass(frozen=True)
class Numbers:
    count: int = 0
    rows: list[Number] = field(default_factory=list)
