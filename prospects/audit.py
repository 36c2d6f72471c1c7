"""What is always true of prospects, and of the evidence for them."""

from lifecycle import audit


def register() -> None:
    audit.register("a contact has at most one live prospect", ONE_LIVE)
    audit.register("a promoted lead has exactly one prospect, beside those it took back", PROMOTED)
    audit.register("a live prospect comes from a promoted lead", ORIGIN)
    audit.register("no machine ever refused anybody", REFUSED_BY_MACHINE)
    audit.register("nobody decided on a credit check they had asked for", DECIDED_OWN)
    audit.register("passed credit checks of one subject do not overlap", OVERLAP)
    audit.register("a demo that was held lies in the past", HELD)


ONE_LIVE = """
    SELECT 'contact ' || contact_id AS record, count(*) AS live, array_agg(id) AS prospects FROM prospects_prospect
    WHERE state IN ('interested', 'credit_cleared', 'demonstrated', 'parked') GROUP BY contact_id HAVING count(*) > 1"""

PROMOTED = """
    SELECT 'lead ' || l.id AS record, count(p.id) AS prospects FROM leads_lead l
    LEFT JOIN prospects_prospect p ON p.lead_id = l.id AND p.state NOT IN ('withdrawn', 'recycled')
    WHERE l.state = 'promoted' GROUP BY l.id HAVING count(p.id) <> 1"""

ORIGIN = """
    SELECT 'prospect ' || p.id AS record, p.state, l.state AS lead FROM prospects_prospect p
    JOIN leads_lead l ON l.id = p.lead_id
    WHERE p.state NOT IN ('lost', 'declined', 'recycled', 'withdrawn') AND l.state <> 'promoted'"""

REFUSED_BY_MACHINE = """
    SELECT t.kind || ' ' || t.record_id AS record, t.step, u.email FROM lifecycle_transition t
    JOIN team_user u ON u.id = t.by_id
    WHERE u.is_machine AND (t.kind, t.step) IN (('credit_check', 'refuse'), ('prospect', 'decline'))"""

DECIDED_OWN = """
    SELECT 'credit_check ' || id AS record, decided_by_id FROM prospects_creditcheck
    WHERE decided_by_id = requested_by_id"""

OVERLAP = """
    SELECT 'credit_check ' || a.id AS record, 'credit_check ' || b.id AS other
    FROM prospects_creditcheck a JOIN prospects_creditcheck b ON a.id < b.id
        AND (a.company_id = b.company_id OR a.contact_id = b.contact_id)
        AND a.valid_from <= b.valid_until AND b.valid_from <= a.valid_until
    WHERE a.state = 'passed' AND b.state = 'passed'"""

HELD = """
    SELECT 'demo ' || id AS record, at, entered_at FROM prospects_demo WHERE state = 'held' AND at > entered_at"""
