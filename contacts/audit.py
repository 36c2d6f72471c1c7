"""What is always true of contacts and companies."""

from lifecycle import audit


def register() -> None:
    audit.register("a contact with addresses has exactly one primary", PRIMARY)
    audit.register("every contact and company can be found by search", SEARCH)


PRIMARY = """
    SELECT 'contact ' || contact_id AS record, count(*) FILTER (WHERE "primary") AS primaries
    FROM contacts_contactemail GROUP BY contact_id HAVING count(*) FILTER (WHERE "primary") <> 1"""

SEARCH = """
    SELECT 'contact ' || c.id AS record FROM contacts_contact c
    WHERE NOT EXISTS (SELECT 1 FROM contacts_searchentry s WHERE s.contact_id = c.id)
    UNION ALL SELECT 'company ' || c.id FROM contacts_company c
    WHERE NOT EXISTS (SELECT 1 FROM contacts_searchentry s WHERE s.company_id = c.id)"""
