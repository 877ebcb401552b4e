"""Departments of their own company, steps that serve the other line of the same sheet, and a yes that is one's own."""

from django.db import migrations

SAME_COMPANY = (
    "ALTER TABLE programs_{table} ADD CONSTRAINT {table}_department_same_company "
    "FOREIGN KEY (department_id, company_id) REFERENCES alumni_department (id, company_id) "
    "DEFERRABLE INITIALLY DEFERRED"
)
SAME_SHEET = (
    "ALTER TABLE programs_meetingyes ADD CONSTRAINT meeting_yes_same_sheet "
    "FOREIGN KEY (point_id, sheet_id) REFERENCES programs_meetingpoint (id, sheet_id) "
    "ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED"
)
DROP = "ALTER TABLE programs_{table} DROP CONSTRAINT {name}"

YES = """
CREATE FUNCTION vision_yes_is_own() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.by_id IS NULL OR NOT (
    (NEW.side = 'person' AND EXISTS (
      SELECT 1 FROM programs_visionsheet s WHERE s.id = NEW.sheet_id AND s.person_id = NEW.by_id))
    OR (NEW.side = 'company' AND EXISTS (
      SELECT 1 FROM programs_counterpart c
      WHERE c.sheet_id = NEW.sheet_id AND c.person_id = NEW.by_id AND c.state = 'agreed'))
  ) THEN
    RAISE EXCEPTION 'a yes is said by the side itself' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (
    SELECT 1 FROM programs_meetingpoint p JOIN programs_meetingpoint later ON later.sheet_id = p.sheet_id
    WHERE p.id = NEW.point_id AND later.version > p.version
  ) THEN
    RAISE EXCEPTION 'there are newer words' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER vision_yes_is_own BEFORE INSERT ON programs_meetingyes
  FOR EACH ROW EXECUTE FUNCTION vision_yes_is_own();
"""
YES_BACK = "DROP TRIGGER vision_yes_is_own ON programs_meetingyes; DROP FUNCTION vision_yes_is_own()"

ANOTHER = """
CREATE FUNCTION vision_counterpart_is_another() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM programs_visionsheet s WHERE s.id = NEW.sheet_id AND s.person_id = NEW.person_id) THEN
    RAISE EXCEPTION 'the two are two' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER vision_counterpart_is_another BEFORE INSERT OR UPDATE OF sheet_id, person_id ON programs_counterpart
  FOR EACH ROW EXECUTE FUNCTION vision_counterpart_is_another();
"""
ANOTHER_BACK = "DROP TRIGGER vision_counterpart_is_another ON programs_counterpart; DROP FUNCTION vision_counterpart_is_another()"

STAYS = """
CREATE FUNCTION vision_stays_by_the_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.stays_agreed_by_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM programs_visionsheet s WHERE s.id = NEW.sheet_id AND s.person_id = NEW.stays_agreed_by_id
  ) THEN
    RAISE EXCEPTION 'only the person agrees to what stays' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER vision_part_stays BEFORE INSERT OR UPDATE OF sheet_id, stays_agreed_by_id ON programs_sheetpart
  FOR EACH ROW EXECUTE FUNCTION vision_stays_by_the_person();
CREATE TRIGGER vision_step_stays BEFORE INSERT OR UPDATE OF sheet_id, stays_agreed_by_id ON programs_step
  FOR EACH ROW EXECUTE FUNCTION vision_stays_by_the_person();
"""
STAYS_BACK = (
    "DROP TRIGGER vision_part_stays ON programs_sheetpart; DROP TRIGGER vision_step_stays ON programs_step; "
    "DROP FUNCTION vision_stays_by_the_person()"
)

SERVES = """
CREATE FUNCTION vision_step_serves_the_other() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.serves_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM programs_step s WHERE s.id = NEW.serves_id AND s.sheet_id = NEW.sheet_id AND s.side <> NEW.side
  ) THEN
    RAISE EXCEPTION 'a step serves one of the other line' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER vision_step_serves_the_other BEFORE INSERT OR UPDATE OF sheet_id, side, serves_id ON programs_step
  FOR EACH ROW EXECUTE FUNCTION vision_step_serves_the_other();
"""
SERVES_BACK = (
    "DROP TRIGGER vision_step_serves_the_other ON programs_step; DROP FUNCTION vision_step_serves_the_other()"
)


def same_company(table: str) -> migrations.RunSQL:
    name = f"{table}_department_same_company"
    return migrations.RunSQL(SAME_COMPANY.format(table=table), DROP.format(table=table, name=name))


class Migration(migrations.Migration):
    dependencies = [("programs", "0015_visions")]
    operations = [
        same_company("companyvision"),
        same_company("visionsheet"),
        migrations.RunSQL(SAME_SHEET, DROP.format(table="meetingyes", name="meeting_yes_same_sheet")),
        migrations.RunSQL(YES, YES_BACK),
        migrations.RunSQL(ANOTHER, ANOTHER_BACK),
        migrations.RunSQL(STAYS, STAYS_BACK),
        migrations.RunSQL(SERVES, SERVES_BACK),
    ]
