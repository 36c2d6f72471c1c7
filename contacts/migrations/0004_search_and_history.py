"""The search text is kept by triggers, so that imports by COPY are found too; changed facts are append-only.

What is added is written once a statement, not once a row: imports add thousands at a time.
"""

from django.db import migrations

from lifecycle import guards

SEARCH = """
CREATE FUNCTION crm_contact_text(id_ bigint) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT crm_fold(concat_ws(' ', c.first_name, c.last_name, c.job_title, co.name, c.external_id,
        c.phone, c.mobile, (SELECT string_agg(normalised, ' ') FROM contacts_contactemail WHERE contact_id = c.id)))
    FROM contacts_contact c LEFT JOIN contacts_company co ON co.id = c.company_id WHERE c.id = id_ $$;

CREATE FUNCTION crm_write_contact_texts(ids_ bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO contacts_searchentry (contact_id, text)
    SELECT id, crm_contact_text(id) FROM contacts_contact WHERE id = ANY(ids_)
    ON CONFLICT (contact_id) DO UPDATE SET text = EXCLUDED.text
    WHERE contacts_searchentry.text <> EXCLUDED.text;
END $$;

CREATE FUNCTION crm_contacts_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM crm_write_contact_texts(ARRAY(SELECT id FROM added)); RETURN NULL; END $$;

CREATE FUNCTION crm_contact_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM crm_write_contact_texts(ARRAY[NEW.id]); RETURN NULL; END $$;

CREATE FUNCTION crm_emails_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM crm_write_contact_texts(ARRAY(SELECT contact_id FROM added)); RETURN NULL; END $$;

CREATE FUNCTION crm_email_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM crm_write_contact_texts(ARRAY[OLD.contact_id, NEW.contact_id]);
    RETURN NULL;
END $$;

CREATE FUNCTION crm_company_searched() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO contacts_searchentry (company_id, text)
    VALUES (NEW.id, crm_fold(concat_ws(' ', NEW.name, NEW.domain, NEW.vat_id, NEW.city, NEW.external_id)))
    ON CONFLICT (company_id) DO UPDATE SET text = EXCLUDED.text;
    IF TG_OP = 'UPDATE' AND OLD.name <> NEW.name THEN
        PERFORM crm_write_contact_texts(ARRAY(SELECT id FROM contacts_contact WHERE company_id = NEW.id));
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER searched_on_insert AFTER INSERT ON contacts_contact REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION crm_contacts_added();
CREATE TRIGGER searched_on_update
    AFTER UPDATE OF first_name, last_name, job_title, company_id, external_id, phone, mobile ON contacts_contact
    FOR EACH ROW EXECUTE FUNCTION crm_contact_changed();
CREATE TRIGGER searched_on_insert AFTER INSERT ON contacts_contactemail REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION crm_emails_added();
CREATE TRIGGER searched_on_change AFTER UPDATE OF contact_id, normalised OR DELETE ON contacts_contactemail
    FOR EACH ROW EXECUTE FUNCTION crm_email_changed();
CREATE TRIGGER searched AFTER INSERT OR UPDATE OF name, domain, vat_id, city, external_id ON contacts_company
    FOR EACH ROW EXECUTE FUNCTION crm_company_searched();
"""

NO_SEARCH = """
DROP TRIGGER searched ON contacts_company;
DROP TRIGGER searched_on_change ON contacts_contactemail; DROP TRIGGER searched_on_insert ON contacts_contactemail;
DROP TRIGGER searched_on_update ON contacts_contact; DROP TRIGGER searched_on_insert ON contacts_contact;
DROP FUNCTION crm_company_searched(); DROP FUNCTION crm_email_changed(); DROP FUNCTION crm_emails_added();
DROP FUNCTION crm_contact_changed(); DROP FUNCTION crm_contacts_added();
DROP FUNCTION crm_write_contact_texts(bigint[]); DROP FUNCTION crm_contact_text(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("contacts", "0003_initial"), ("lifecycle", "0003_guards")]
    operations = [migrations.RunSQL(SEARCH, NO_SEARCH), guards.append_only("contacts_fieldchange")]
