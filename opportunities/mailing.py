"""A quote on its way to the customer: by mail through the outbox, and onto the timeline."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from activities.models import ActivityKind, Direction
from activities.outbox import post
from activities.recording import record_activity
from opportunities.letter import letter
from opportunities.models import Quote


def mail_quote(quote: Quote, *, by: Any) -> None:
    """Have the quote mailed to `mailed_to`, in the customer's language; once, however often it is asked."""
    with translation.override(quote.contact.language or settings.LANGUAGE_CODE):
        subject = _("Quote {number}").format(number=quote.number)
        subject = f"{subject}: {quote.record.title}" if quote.record.title else subject
        body = render_to_string("opportunities/quote_mail.txt", letter(quote))
    post(key=f"quote:{quote.pk}", to=quote.mailed_to, subject=subject, body=body, contact=quote.contact)
    record_activity(
        quote.contact, ActivityKind.MAIL, by=by, direction=Direction.OUTGOING, about=quote.opportunity,
        subject=subject, body=body, source="quote", external_id=str(quote.pk),
    )  # fmt: skip
