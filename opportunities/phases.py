"""The phase of a contact, derived from its records: customer, else the furthest live record, else plain contact."""

from collections.abc import Iterable

from django.db import connection

DERIVED = """
    SELECT c.id, CASE
        WHEN EXISTS (SELECT 1 FROM opportunities_opportunity o WHERE o.state = 'won'
                     AND (o.contact_id = c.id OR o.company_id = c.company_id)) THEN 'customer'
        WHEN EXISTS (SELECT 1 FROM opportunities_opportunity o WHERE o.contact_id = c.id
                     AND o.state IN ('open', 'quoted', 'negotiating')) THEN 'opportunity'
        WHEN EXISTS (SELECT 1 FROM prospects_prospect p WHERE p.contact_id = c.id
                     AND p.state IN ('interested', 'credit_cleared', 'demonstrated', 'parked')) THEN 'prospect'
        WHEN EXISTS (SELECT 1 FROM leads_lead l WHERE l.contact_id = c.id
                     AND l.state IN ('new', 'contacted', 'in_dialogue', 'nurturing')) THEN 'lead'
        ELSE 'contact' END AS phase
    FROM contacts_contact c"""

REFRESH = f"""
    UPDATE contacts_contact SET phase = derived.phase
    FROM ({DERIVED} WHERE c.id = ANY(%(contacts)s) OR c.company_id = ANY(%(companies)s)) AS derived
    WHERE contacts_contact.id = derived.id AND contacts_contact.phase <> derived.phase"""  # noqa: S608  our own text


def refresh_phases(contacts: Iterable[int] = (), companies: Iterable[int] = ()) -> None:
    """Derive the phase anew for these contacts, and for everybody at these companies."""
    with connection.cursor() as cursor:
        cursor.execute(REFRESH, {"contacts": list(contacts), "companies": list(companies)})
