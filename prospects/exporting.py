"""The prospects' sheet."""

from contacts.exporting import ATTRIBUTES, OWNERSHIP, Sheet, company_columns, person_columns
from contacts.exporting import register as register_sheet
from leads.exporting import score_of
from prospects.models import Prospect

OWN = (
    *("state", "title", "need", "budget", "time_frame", "expected_value", "currency", "expected_close", "needed_by"),
    *("why_now", "until", "entered_at"),
)
PROSPECTS = Sheet(
    "prospects",
    Prospect.objects.all,
    {
        "external_id": "lead__external_id",
        "source": "lead__source",
        "score": score_of("lead_id"),
        **{name: name for name in OWN},
        **person_columns("contact__", "contact."),
        **company_columns("company__"),
        **OWNERSHIP,
    },
    {f"contact.{ATTRIBUTES}": ("contact", "contact__attributes")},
)


def register() -> None:
    register_sheet(PROSPECTS)
