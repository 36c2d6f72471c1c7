"""The opportunities' sheet."""

from contacts.exporting import ATTRIBUTES, OWNERSHIP, Sheet, company_columns, person_columns
from contacts.exporting import register as register_sheet
from leads.exporting import score_of
from opportunities.models import Opportunity

OWN = ("state", "title", "expected_value", "currency", "expected_close", "needed_by", "why_now", "closed_at")
OPPORTUNITIES = Sheet(
    "opportunities",
    Opportunity.objects.all,
    {
        "external_id": "prospect__lead__external_id",
        "source": "prospect__lead__source",
        "score": score_of("prospect__lead_id"),
        **{name: name for name in (*OWN, "entered_at")},
        **person_columns("contact__", "contact."),
        **company_columns("company__"),
        **OWNERSHIP,
    },
    {f"contact.{ATTRIBUTES}": ("contact", "contact__attributes")},
)


def register() -> None:
    register_sheet(OPPORTUNITIES)
