"""Each lead has a score row from its first moment, however it was stored, and the row knows owner, state and contact."""

from django.db import migrations

FOLLOW = """
ALTER TABLE leads_score SET (fillfactor = 70);

-- A lead counts what its contact did since the lead before it ended, until the next one begins.
CREATE FUNCTION crm_lead_begins_score() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE leads_score SET counts_until = NEW.created_at
    WHERE contact_id = NEW.contact_id AND counts_until IS NULL;
    INSERT INTO leads_score (lead_id, contact_id, owner_id, state, fit, engagement, counts_from)
    SELECT NEW.id, NEW.contact_id, NEW.owner_id, NEW.state, 0, 0,
        (SELECT max(entered_at) FROM leads_lead WHERE contact_id = NEW.contact_id AND id < NEW.id);
    RETURN NULL;
END $$;

CREATE FUNCTION crm_score_follows_lead() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE leads_score SET contact_id = NEW.contact_id, owner_id = NEW.owner_id, state = NEW.state
    WHERE lead_id = NEW.id;
    RETURN NULL;
END $$;

CREATE TRIGGER begins_score AFTER INSERT ON leads_lead FOR EACH ROW EXECUTE FUNCTION crm_lead_begins_score();
CREATE TRIGGER score_follows AFTER UPDATE OF contact_id, owner_id, state ON leads_lead FOR EACH ROW
WHEN ((OLD.contact_id, OLD.owner_id, OLD.state) IS DISTINCT FROM (NEW.contact_id, NEW.owner_id, NEW.state))
EXECUTE FUNCTION crm_score_follows_lead();

INSERT INTO leads_score (lead_id, contact_id, owner_id, state, fit, engagement)
SELECT id, contact_id, owner_id, state, 0, 0 FROM leads_lead;
"""

STAY = """
DROP TRIGGER score_follows ON leads_lead; DROP TRIGGER begins_score ON leads_lead;
DROP FUNCTION crm_score_follows_lead(); DROP FUNCTION crm_lead_begins_score();
"""


class Migration(migrations.Migration):
    dependencies = [("leads", "0004_scoring")]
    operations = [migrations.RunSQL(FOLLOW, STAY)]
