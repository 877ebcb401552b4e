"""A blurred label stands for a company only while it fits that company and enough others: held by the database.

`breadth` is always the truth, whoever writes it: companies with verified people, those of one group counted once.
A post loses its label when the label stops fitting its company or becomes too narrow.
"""

from django.db import migrations

from alumni.profiles.areas import area_of

MAKE = """
CREATE FUNCTION alumni_label_breadth(label bigint) RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT count(DISTINCT coalesce(c.part_of_id, c.id))::integer
  FROM alumni_blurlabel_companies f JOIN alumni_company c ON c.id = f.company_id
  WHERE f.blurlabel_id = label AND EXISTS (
    SELECT 1 FROM alumni_tenure t WHERE t.company_id = c.id AND t.person_id IS NOT NULL AND t.state = 'verified')
$$;

CREATE FUNCTION alumni_label_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.breadth := alumni_label_breadth(NEW.id);
  RETURN NEW;
END $$;
CREATE TRIGGER label_counts BEFORE INSERT OR UPDATE ON alumni_blurlabel
FOR EACH ROW EXECUTE FUNCTION alumni_label_counts();

CREATE FUNCTION alumni_label_too_narrow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE alumni_telling SET label_id = NULL WHERE label_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER label_too_narrow AFTER UPDATE ON alumni_blurlabel
FOR EACH ROW WHEN (NEW.breadth < 5 AND OLD.breadth >= 5) EXECUTE FUNCTION alumni_label_too_narrow();

CREATE FUNCTION alumni_label_fits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'DELETE' THEN
    UPDATE alumni_blurlabel SET breadth = 0 WHERE id = NEW.blurlabel_id;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    UPDATE alumni_blurlabel SET breadth = 0 WHERE id = OLD.blurlabel_id;
    UPDATE alumni_telling g SET label_id = NULL FROM alumni_tenure t
    WHERE t.id = g.tenure_id AND g.label_id = OLD.blurlabel_id AND t.company_id = OLD.company_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER label_fits AFTER INSERT OR UPDATE OR DELETE ON alumni_blurlabel_companies
FOR EACH ROW EXECUTE FUNCTION alumni_label_fits();

CREATE FUNCTION alumni_label_group() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE alumni_blurlabel SET breadth = 0
  WHERE id IN (SELECT blurlabel_id FROM alumni_blurlabel_companies WHERE company_id = NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER label_group AFTER UPDATE ON alumni_company
FOR EACH ROW WHEN (OLD.part_of_id IS DISTINCT FROM NEW.part_of_id) EXECUTE FUNCTION alumni_label_group();

CREATE FUNCTION alumni_telling_label() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- The lock makes whoever takes a company off at this moment wait, and clear this row too.
  PERFORM 1 FROM alumni_blurlabel WHERE id = NEW.label_id AND breadth >= 5 FOR SHARE;
  IF NOT FOUND OR NOT EXISTS (
    SELECT 1 FROM alumni_tenure t JOIN alumni_blurlabel_companies f ON f.company_id = t.company_id
    WHERE t.id = NEW.tenure_id AND f.blurlabel_id = NEW.label_id)
  THEN
    RAISE EXCEPTION 'this label does not stand for the company of this post'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'telling_label_holds', TABLE = 'alumni_telling';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER telling_label BEFORE INSERT OR UPDATE ON alumni_telling
FOR EACH ROW WHEN (NEW.label_id IS NOT NULL) EXECUTE FUNCTION alumni_telling_label();

CREATE FUNCTION alumni_tenure_label() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE alumni_telling SET label_id = NULL WHERE tenure_id = NEW.id AND label_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM alumni_blurlabel_companies f WHERE f.blurlabel_id = label_id AND f.company_id = NEW.company_id);
  RETURN NULL;
END $$;
CREATE TRIGGER tenure_label AFTER UPDATE ON alumni_tenure
FOR EACH ROW WHEN (OLD.company_id IS DISTINCT FROM NEW.company_id) EXECUTE FUNCTION alumni_tenure_label();
"""
TRIGGERS = {
    "label_counts": "alumni_blurlabel",
    "label_too_narrow": "alumni_blurlabel",
    "label_fits": "alumni_blurlabel_companies",
    "label_group": "alumni_company",
    "telling_label": "alumni_telling",
    "tenure_label": "alumni_tenure",
}
FUNCTIONS = (
    "alumni_label_counts", "alumni_label_too_narrow", "alumni_label_fits", "alumni_label_group",
    "alumni_telling_label", "alumni_tenure_label", "alumni_label_breadth",
)  # fmt: skip
TAKE_BACK = "".join(f"DROP TRIGGER {name} ON {table};" for name, table in TRIGGERS.items()) + "".join(
    f"DROP FUNCTION {name};" for name in FUNCTIONS
)


def name_areas(apps, schema_editor):
    """Places that say no more than a prefecture or a country become one."""
    Profile = apps.get_model("alumni", "Profile")
    for place in Profile.objects.exclude(place="").order_by().values_list("place", flat=True).distinct():
        if area := area_of(place):
            Profile.objects.filter(place=place, area="").update(area=area, place="")


class Migration(migrations.Migration):
    dependencies = [("alumni", "0004_search")]
    operations = [
        migrations.RunSQL(MAKE, TAKE_BACK),
        migrations.RunPython(name_areas, migrations.RunPython.noop),
    ]
