"""What is always true of opportunities, their quotes, and of the phase that follows from all records."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from lifecycle import audit
from lifecycle.models import Transition
from opportunities.models import Quote
from opportunities.phases import DERIVED


def register() -> None:
    audit.register("a contact's phase is the one its records say", PHASE)
    audit.register("a qualified prospect has its opportunity, and no other has one", QUALIFIED)
    audit.register("a won opportunity has an accepted quote", ACCEPTED)
    audit.register("credit was valid on the day an opportunity was won", CREDIT)
    audit.register("an opportunity has at most one current quote", ONE_QUOTE)
    audit.register("a quote that was sent has lines", LINES)
    audit.register("an accepted quote still adds up to what was accepted", totals)


PHASE = f"""
    SELECT 'contact ' || c.id AS record, c.phase, derived.phase AS derived
    FROM contacts_contact c JOIN ({DERIVED}) derived USING (id) WHERE c.phase <> derived.phase"""  # noqa: S608  our text

QUALIFIED = """
    SELECT 'prospect ' || p.id AS record, p.state, o.id AS opportunity FROM prospects_prospect p
    LEFT JOIN opportunities_opportunity o ON o.prospect_id = p.id WHERE (p.state = 'qualified') <> (o.id IS NOT NULL)"""

ACCEPTED = """
    SELECT 'opportunity ' || o.id AS record FROM opportunities_opportunity o WHERE o.state = 'won'
        AND NOT EXISTS (SELECT 1 FROM opportunities_quote q WHERE q.opportunity_id = o.id AND q.state = 'accepted')"""

# What the door saw is kept with the step: a check, a waiver, or that none was needed. Around the world a day has two
# dates, hence one day more on either side.
CREDIT = """
    SELECT 'opportunity ' || t.record_id AS record, t.at, seen.line FROM lifecycle_transition t
    LEFT JOIN LATERAL (SELECT line FROM jsonb_array_elements(t.evidence) line
                       WHERE line->>'gate' = 'credit_valid') seen ON true
    LEFT JOIN prospects_creditcheck c ON c.id = (seen.line->>'credit_check')::bigint
    WHERE t.kind = 'opportunity' AND t.step = 'win'
        AND coalesce(seen.line->>'state', '') NOT IN ('waived', 'not_required')
        AND (t.at::date BETWEEN c.valid_from - 1 AND c.valid_until + 1) IS NOT TRUE"""

ONE_QUOTE = """
    SELECT 'opportunity ' || opportunity_id AS record, array_agg(number) AS quotes FROM opportunities_quote
    WHERE state <> 'replaced' AND opportunity_id IS NOT NULL GROUP BY opportunity_id HAVING count(*) > 1"""

LINES = """
    SELECT 'quote ' || q.id AS record, q.number FROM opportunities_quote q WHERE q.sent_at IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM opportunities_quoteline l WHERE l.quote_id = q.id)"""


def totals() -> Iterator[tuple[object, ...]]:
    """(quote, total when it won, total now)"""
    wins = Transition.objects.filter(kind="opportunity", step="win").values_list("evidence", flat=True)
    seen = (line for evidence in wins.iterator() for line in evidence if line["gate"] == "quote_accepted")
    won = {line["quote"]: Decimal(line["total"]) for line in seen if "quote" in line}
    for quote in Quote.objects.filter(pk__in=won).prefetch_related("lines").iterator(chunk_size=500):
        if quote.total != won[quote.pk]:
            yield f"quote {quote.pk}", won[quote.pk], quote.total
