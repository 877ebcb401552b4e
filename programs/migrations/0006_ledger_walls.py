"""What the database itself holds about ledger: each side speaks for itself, and what both confirmed stays so."""

from django.db import migrations

SPEAK = """
CREATE FUNCTION programs_speaks_for(who bigint, company bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT company IS NULL OR EXISTS (
        SELECT 1 FROM alumni_staffrole r WHERE r.user_id = who AND r.company_id = company
        AND r.revoked_at IS NULL AND (r.expires_at IS NULL OR r.expires_at > now()))
$$;
CREATE FUNCTION programs_contribution_wall() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE telling bigint; confirming bigint; before text := CASE WHEN TG_OP = 'INSERT' THEN '' ELSE OLD.state END;
BEGIN
    telling := CASE WHEN NEW.told_by_giver THEN NEW.giver_company_id ELSE NEW.receiver_company_id END;
    confirming := CASE WHEN NEW.told_by_giver THEN NEW.receiver_company_id ELSE NEW.giver_company_id END;
    IF TG_OP = 'INSERT' AND NEW.state NOT IN ('draft', 'told') THEN
        RAISE EXCEPTION 'contribution: begins as a draft or as told' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state = 'told' AND before <> 'told'
        AND (NEW.told_by_id IS NULL OR NOT programs_speaks_for(NEW.told_by_id, telling)) THEN
        RAISE EXCEPTION 'contribution: told by nobody of that side' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state = 'confirmed' AND before <> 'confirmed'
        AND (NEW.confirmed_by_id IS NULL OR NOT programs_speaks_for(NEW.confirmed_by_id, confirming)) THEN
        RAISE EXCEPTION 'contribution: confirmed by nobody of that side' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND before IN ('told', 'answered', 'confirmed') THEN
        IF (OLD.giver_id, OLD.giver_company_id, OLD.receiver_id, OLD.receiver_company_id, OLD.told_by_giver)
            IS DISTINCT FROM
           (NEW.giver_id, NEW.giver_company_id, NEW.receiver_id, NEW.receiver_company_id, NEW.told_by_giver) THEN
            RAISE EXCEPTION 'contribution: the two sides stay' USING ERRCODE = 'check_violation';
        END IF;
        -- Confirming is saying yes to the words that stand there, not to others put in with the same stroke.
        IF (before = 'confirmed' OR NEW.state = 'confirmed')
            AND (OLD.kind, OLD.words, OLD.about, OLD."on", OLD.told_at)
            IS DISTINCT FROM (NEW.kind, NEW.words, NEW.about, NEW."on", NEW.told_at) THEN
            RAISE EXCEPTION 'contribution: what was read is what is confirmed' USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    -- Whose account is erased leaves these columns empty; nothing else of a fact changes.
    IF before = 'confirmed' AND (OLD.state, OLD.confirmed_at, OLD.answer) IS DISTINCT FROM
        (NEW.state, NEW.confirmed_at, NEW.answer)
        OR before = 'confirmed' AND NEW.told_by_id IS NOT NULL AND OLD.told_by_id IS DISTINCT FROM NEW.told_by_id
        OR before = 'confirmed' AND NEW.confirmed_by_id IS NOT NULL
            AND OLD.confirmed_by_id IS DISTINCT FROM NEW.confirmed_by_id THEN
        RAISE EXCEPTION 'contribution: what both confirmed stays' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER programs_contribution_wall BEFORE INSERT OR UPDATE ON programs_contribution
    FOR EACH ROW EXECUTE FUNCTION programs_contribution_wall();
"""
SILENCE = """
DROP TRIGGER programs_contribution_wall ON programs_contribution;
DROP FUNCTION programs_contribution_wall();
DROP FUNCTION programs_speaks_for(bigint, bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("programs", "0005_ledger")]
    operations = [migrations.RunSQL(SPEAK, SILENCE)]
