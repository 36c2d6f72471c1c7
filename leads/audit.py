"""What is always true of leads; their scores have proofs of their own (`leads.scoring.proof`)."""

from lifecycle import audit


def register() -> None:
    audit.register("a contact has at most one live lead", ONE_LIVE)


ONE_LIVE = """
    SELECT 'contact ' || contact_id AS record, count(*) AS live, array_agg(id) AS leads FROM leads_lead
    WHERE state IN ('new', 'contacted', 'in_dialogue', 'nurturing') GROUP BY contact_id HAVING count(*) > 1"""
