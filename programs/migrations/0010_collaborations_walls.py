"""What the database itself holds about collaborations: whose yes counts, for which version, and in which order."""

from django.db import migrations

# (table, columns, target, its columns, name): rows that hang together are of the same collaboration, and what is
# derived hangs on a version that everybody has agreed to.
WALLS = [
    ("party_id", "signature", "party", "signature_party_of_its_collaboration"),
    ("statement_id", "signature", "statement", "signature_statement_of_its_collaboration"),
    ("party_id", "pledge", "party", "pledge_party_of_its_collaboration"),
    ("statement_id", "pledge", "statement", "pledge_statement_of_its_collaboration"),
    ("party_id", "agreement", "party", "agreement_party_of_its_collaboration"),
    ("outcome_id", "agreement", "outcome", "agreement_outcome_of_its_collaboration"),
    ("party_id", "finish", "party", "finish_party_of_its_collaboration"),
    ("party_id", "statement", "party", "statement_party_of_its_collaboration"),
    ("orderer_id", "statement", "party", "statement_orderer_of_its_collaboration"),
    ("doer_id", "statement", "party", "statement_doer_of_its_collaboration"),
    ("party_id", "outcome", "party", "outcome_party_of_its_collaboration"),
    ("holder_id", "role", "party", "role_holder_of_its_collaboration"),
    ("role_id", "carrying", "role", "carrying_role_of_its_collaboration"),
    ("part_id", "carrying", "part", "carrying_part_of_its_collaboration"),
    ("party_id", "decision", "party", "decision_party_of_its_collaboration"),
]
ORDER = [
    ("outcome", "statement", "outcome_on_a_signed_statement"),
    ("part", "outcome", "part_of_an_agreed_outcome"),
    ("role", "outcome", "role_of_an_agreed_outcome"),
]


def wall(column: str, table: str, target: str, name: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"ALTER TABLE programs_{table} ADD CONSTRAINT {name} FOREIGN KEY ({column}, collaboration_id) "
        f"REFERENCES programs_{target} (id, collaboration_id)",
        f"ALTER TABLE programs_{table} DROP CONSTRAINT {name}",
    )


def order(table: str, target: str, name: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"ALTER TABLE programs_{table} ADD CONSTRAINT {name} "
        f"FOREIGN KEY ({target}_id, collaboration_id, {target}_agreed) "
        f"REFERENCES programs_{target} (id, collaboration_id, is_agreed)",
        f"ALTER TABLE programs_{table} DROP CONSTRAINT {name}",
    )


# A yes is given by the person themself, or by somebody of the company's desk now, and only while they take part.
YES = """
CREATE FUNCTION collaboration_yes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE side programs_party%ROWTYPE;
BEGIN
    SELECT * INTO side FROM programs_party WHERE id = NEW.party_id;
    IF side.state NOT IN ('asked', 'joined') THEN
        RAISE EXCEPTION 'who declined or left says no yes' USING ERRCODE = 'check_violation';
    END IF;
    IF side.person_id IS NOT NULL AND side.person_id <> NEW.by_id THEN
        RAISE EXCEPTION 'nobody says yes for another person' USING ERRCODE = 'check_violation';
    END IF;
    IF side.company_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM alumni_staffrole s WHERE s.company_id = side.company_id AND s.user_id = NEW.by_id
        AND s.revoked_at IS NULL AND (s.expires_at IS NULL OR s.expires_at > now())
    ) THEN
        RAISE EXCEPTION 'only the desk says yes for its company' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER signature_own BEFORE INSERT ON programs_signature FOR EACH ROW EXECUTE FUNCTION collaboration_yes();
CREATE TRIGGER agreement_own BEFORE INSERT ON programs_agreement FOR EACH ROW EXECUTE FUNCTION collaboration_yes();
CREATE TRIGGER finish_own BEFORE INSERT ON programs_finish FOR EACH ROW EXECUTE FUNCTION collaboration_yes();
"""
NO_YES = """
DROP TRIGGER signature_own ON programs_signature;
DROP TRIGGER agreement_own ON programs_agreement;
DROP TRIGGER finish_own ON programs_finish;
DROP FUNCTION collaboration_yes();
"""

# A yes is for the newest version only; a version's words never change, and it is agreed when all who stand said yes.
VERSION = """
CREATE FUNCTION {table}_newest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM programs_{table} mine JOIN programs_{table} later USING (collaboration_id)
        WHERE mine.id = NEW.{table}_id AND later.number > mine.number
    ) THEN
        RAISE EXCEPTION 'a newer version stands' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER {yes}_newest BEFORE INSERT ON programs_{yes} FOR EACH ROW EXECUTE FUNCTION {table}_newest();

CREATE FUNCTION {table}_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a version is kept' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.is_agreed THEN
            RAISE EXCEPTION 'nothing is agreed before it is read' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF to_jsonb(OLD) - '{{is_agreed,agreed_at}}'::text[] <> to_jsonb(NEW) - '{{is_agreed,agreed_at}}'::text[]
        OR OLD.is_agreed THEN
        RAISE EXCEPTION 'a version never changes' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.is_agreed AND (
        EXISTS (
            SELECT FROM programs_party p WHERE p.collaboration_id = NEW.collaboration_id
            AND p.state IN ('asked', 'joined')
            AND NOT EXISTS (SELECT FROM programs_{yes} y WHERE y.{table}_id = NEW.id AND y.party_id = p.id)
        ) OR (SELECT count(*) FROM programs_{yes} y WHERE y.{table}_id = NEW.id) < 2
    ) THEN
        RAISE EXCEPTION 'not everybody has said yes' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER {table}_stands BEFORE INSERT OR UPDATE OR DELETE ON programs_{table}
    FOR EACH ROW EXECUTE FUNCTION {table}_stands();
"""
NO_VERSION = """
DROP TRIGGER {table}_stands ON programs_{table};
DROP FUNCTION {table}_stands();
DROP TRIGGER {yes}_newest ON programs_{yes};
DROP FUNCTION {table}_newest();
"""

# Nobody is added to what others have signed, no word is added to it, and work begins with an agreed outcome.
STEPS = """
CREATE FUNCTION collaboration_closed_circle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM programs_signature s WHERE s.collaboration_id = NEW.collaboration_id) THEN
        RAISE EXCEPTION 'who takes part is named before anybody signs' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER party_before_signing BEFORE INSERT ON programs_party
    FOR EACH ROW EXECUTE FUNCTION collaboration_closed_circle();
CREATE FUNCTION pledge_before_signing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM programs_signature s WHERE s.statement_id = NEW.statement_id) THEN
        RAISE EXCEPTION 'nothing is added to what was signed' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER pledge_before_signing BEFORE INSERT ON programs_pledge
    FOR EACH ROW EXECUTE FUNCTION pledge_before_signing();
CREATE FUNCTION collaboration_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state IN ('agreed', 'under_way', 'closing', 'closed') AND NOT EXISTS (
        SELECT FROM programs_outcome o WHERE o.collaboration_id = NEW.id AND o.is_agreed
    ) THEN
        RAISE EXCEPTION 'no work without an agreed outcome' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state = 'closed' AND EXISTS (
        SELECT FROM programs_party p WHERE p.collaboration_id = NEW.id AND p.state = 'joined'
        AND NOT EXISTS (SELECT FROM programs_finish f WHERE f.party_id = p.id)
    ) THEN
        RAISE EXCEPTION 'not every side has looked back' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER collaboration_step BEFORE INSERT OR UPDATE OF state ON programs_collaboration
    FOR EACH ROW EXECUTE FUNCTION collaboration_step();
"""
NO_STEPS = """
DROP TRIGGER collaboration_step ON programs_collaboration;
DROP FUNCTION collaboration_step();
DROP TRIGGER pledge_before_signing ON programs_pledge;
DROP FUNCTION pledge_before_signing();
DROP TRIGGER party_before_signing ON programs_party;
DROP FUNCTION collaboration_closed_circle();
"""
PAIRS = [("statement", "signature"), ("outcome", "agreement")]


class Migration(migrations.Migration):
    dependencies = [("programs", "0009_collaborations")]
    operations = [
        *(wall(*row) for row in WALLS),
        *(order(*row) for row in ORDER),
        migrations.RunSQL(YES, NO_YES),
        *(
            migrations.RunSQL(VERSION.format(table=table, yes=yes), NO_VERSION.format(table=table, yes=yes))
            for table, yes in PAIRS
        ),
        migrations.RunSQL(STEPS, NO_STEPS),
    ]
