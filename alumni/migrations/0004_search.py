"""Whatever changes about a person marks them stale, by any way of writing: until reindexed, no search shows them."""

from django.db import migrations

MARK = """
CREATE FUNCTION alumni_mark_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO alumni_searchstale (person, marked_at) VALUES (NEW.id, clock_timestamp())
  ON CONFLICT (person) DO UPDATE SET marked_at = excluded.marked_at;
  RETURN NULL;
END $$;

CREATE FUNCTION alumni_mark_members() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO alumni_searchstale (person, marked_at)
  SELECT person_id, clock_timestamp() FROM alumni_tenure
  WHERE person_id IS NOT NULL AND (CASE TG_ARGV[0] WHEN 'company' THEN company_id ELSE department_id END) = NEW.id
  GROUP BY person_id ORDER BY person_id
  ON CONFLICT (person) DO UPDATE SET marked_at = excluded.marked_at;
  RETURN NULL;
END $$;

CREATE TRIGGER search_person AFTER UPDATE ON accounts_user FOR EACH ROW
WHEN ((OLD.family_name, OLD.given_name, OLD.family_kana, OLD.given_kana, OLD.is_active)
      IS DISTINCT FROM (NEW.family_name, NEW.given_name, NEW.family_kana, NEW.given_kana, NEW.is_active))
EXECUTE FUNCTION alumni_mark_person();

CREATE TRIGGER search_company AFTER UPDATE ON alumni_company FOR EACH ROW
WHEN ((OLD.name, OLD.name_en) IS DISTINCT FROM (NEW.name, NEW.name_en))
EXECUTE FUNCTION alumni_mark_members('company');

CREATE TRIGGER search_department AFTER UPDATE ON alumni_department FOR EACH ROW
WHEN (OLD.name IS DISTINCT FROM NEW.name)
EXECUTE FUNCTION alumni_mark_members('department');
"""
UNMARK = """
DROP TRIGGER search_person ON accounts_user;
DROP TRIGGER search_company ON alumni_company;
DROP TRIGGER search_department ON alumni_department;
DROP FUNCTION alumni_mark_person();
DROP FUNCTION alumni_mark_members();
"""
# Tables whose rows decide what can be found of a person, and whose rows (r) they are.
WHOSE = {
    "alumni_profile": "SELECT r.person_id FROM {rows} r",
    "alumni_tenure": "SELECT r.person_id FROM {rows} r",
    "alumni_telling": "SELECT t.person_id FROM {rows} r JOIN alumni_tenure t ON t.id = r.tenure_id",
    "alumni_storypart": "SELECT p.person_id FROM {rows} r JOIN alumni_profile p ON p.id = r.profile_id",
    "alumni_profile_skills": "SELECT p.person_id FROM {rows} r JOIN alumni_profile p ON p.id = r.profile_id",
    "alumni_skill": "SELECT p.person_id FROM {rows} r JOIN alumni_profile_skills s ON s.skill_id = r.id"
    " JOIN alumni_profile p ON p.id = s.profile_id",
    "alumni_skillword": "SELECT p.person_id FROM {rows} r JOIN alumni_profile_skills s ON s.skill_id = r.skill_id"
    " JOIN alumni_profile p ON p.id = s.profile_id",
    "alumni_blurlabel": "SELECT t.person_id FROM {rows} r JOIN alumni_telling g ON g.label_id = r.id"
    " JOIN alumni_tenure t ON t.id = g.tenure_id",
    "alumni_blurlabel_companies": "SELECT t.person_id FROM {rows} r JOIN alumni_telling g"
    " ON g.label_id = r.blurlabel_id JOIN alumni_tenure t ON t.id = g.tenure_id",
}
MARK_THEM = """
  INSERT INTO alumni_searchstale (person, marked_at)
  SELECT found.person_id, clock_timestamp() FROM ({whose}) found WHERE found.person_id IS NOT NULL
  GROUP BY found.person_id ORDER BY found.person_id
  ON CONFLICT (person) DO UPDATE SET marked_at = excluded.marked_at;
"""
SEEN = {
    "insert": (["after"], "NEW TABLE AS after"),
    "delete": (["before"], "OLD TABLE AS before"),
    "update": (["before", "after"], "OLD TABLE AS before NEW TABLE AS after"),
}


def watch(table: str, whose: str) -> migrations.RunSQL:
    make, drop = "", ""
    for kind, (sides, tables) in SEEN.items():
        name = f"{table}_{kind}_stale"
        body = "".join(MARK_THEM.format(whose=whose.format(rows=side)) for side in sides)
        make += f"""
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NULL; END $$;
CREATE TRIGGER search_{kind} AFTER {kind.upper()} ON {table} REFERENCING {tables}
FOR EACH STATEMENT EXECUTE FUNCTION {name}();
"""
        drop += f"DROP TRIGGER search_{kind} ON {table}; DROP FUNCTION {name}();"
    return migrations.RunSQL(make, drop)


class Migration(migrations.Migration):
    dependencies = [("alumni", "0003_people")]
    operations = [
        migrations.RunSQL(MARK, UNMARK),
        *(watch(table, whose) for table, whose in WHOSE.items()),
        # Tens of thousands of frequent words are known to the estimate that chooses the way of searching.
        migrations.RunSQL(
            "ALTER TABLE alumni_searchentry ALTER COLUMN lexemes SET STATISTICS 400",
            "ALTER TABLE alumni_searchentry ALTER COLUMN lexemes SET STATISTICS -1",
        ),
    ]
