"""A number out of a text, for bands; and scorecards that are final once activated."""

from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION crm_number(value text) RETURNS numeric LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN value ~ '^[+-]?([0-9]{1,30}(\\.[0-9]{0,30})?|\\.[0-9]{1,30})$' THEN value::numeric END $$;

-- Scores, explanations and promotions refer to a version: after its activation it says the same for ever.
CREATE FUNCTION crm_activated_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE card_ bigint := coalesce(NEW.scorecard_id, OLD.scorecard_id);
BEGIN
    IF EXISTS (SELECT 1 FROM leads_scorecard WHERE id = card_ AND state <> 'draft') THEN
        RAISE EXCEPTION 'scorecard % is activated: its rules are final', card_
            USING ERRCODE = 'integrity_constraint_violation', HINT = 'Write a new version.';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;

CREATE FUNCTION crm_terms_are_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'scorecard % is activated: its terms are final', OLD.id
        USING ERRCODE = 'integrity_constraint_violation', HINT = 'Write a new version.';
END $$;

CREATE TRIGGER final BEFORE INSERT OR UPDATE OR DELETE ON leads_fitrule
    FOR EACH ROW EXECUTE FUNCTION crm_activated_is_final();
CREATE TRIGGER final BEFORE INSERT OR UPDATE OR DELETE ON leads_engagementrule
    FOR EACH ROW EXECUTE FUNCTION crm_activated_is_final();
CREATE TRIGGER final BEFORE UPDATE ON leads_scorecard FOR EACH ROW
    WHEN (OLD.state <> 'draft' AND (NEW.state = 'draft'
          OR (OLD.name, OLD.version, OLD.half_life_days, OLD.threshold, OLD.minimum_fit)
             IS DISTINCT FROM (NEW.name, NEW.version, NEW.half_life_days, NEW.threshold, NEW.minimum_fit)))
    EXECUTE FUNCTION crm_terms_are_final();
"""

DROP = """
DROP TRIGGER final ON leads_scorecard; DROP TRIGGER final ON leads_engagementrule; DROP TRIGGER final ON leads_fitrule;
DROP FUNCTION crm_terms_are_final(); DROP FUNCTION crm_activated_is_final(); DROP FUNCTION crm_number(text);
"""


class Migration(migrations.Migration):
    dependencies = [("leads", "0005_scores_follow_leads")]
    operations = [migrations.RunSQL(FUNCTIONS, DROP)]
