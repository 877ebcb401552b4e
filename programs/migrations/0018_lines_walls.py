"""What the database itself holds about lines: who agrees for a company, that agreed words stay, whose unit is thanked."""

from django.db import migrations

AGREE = """
CREATE FUNCTION programs_moment_wall() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' AND NEW.state <> 'asked' THEN
        RAISE EXCEPTION 'moment: begins as asked' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.state = 'agreed' AND OLD.state <> 'agreed'
        AND (NEW.agreed_by_id IS NULL OR NOT programs_speaks_for(NEW.agreed_by_id, NEW.company_id)) THEN
        RAISE EXCEPTION 'moment: agreed by nobody of the other side' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND (OLD.person_id, OLD.other_id, OLD.company_id, OLD."on", OLD.words, OLD.of_person, OLD.of_other)
        IS DISTINCT FROM (NEW.person_id, NEW.other_id, NEW.company_id, NEW."on", NEW.words, NEW.of_person, NEW.of_other) THEN
        RAISE EXCEPTION 'moment: what is agreed to stays' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER programs_moment_wall BEFORE INSERT OR UPDATE ON programs_sharedmoment
    FOR EACH ROW EXECUTE FUNCTION programs_moment_wall();
ALTER TABLE programs_gratitude ADD CONSTRAINT gratitude_department_same_company
    FOREIGN KEY (department_id, company_id) REFERENCES alumni_department (id, company_id) DEFERRABLE INITIALLY DEFERRED;
"""
SILENCE = """
ALTER TABLE programs_gratitude DROP CONSTRAINT gratitude_department_same_company;
DROP TRIGGER programs_moment_wall ON programs_sharedmoment;
DROP FUNCTION programs_moment_wall();
"""


class Migration(migrations.Migration):
    dependencies = [("programs", "0017_lines")]
    operations = [migrations.RunSQL(AGREE, SILENCE)]
