"""A quote as its customer reads it: addressed, greeted, added up."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from contacts.models.people import FormOfAddress, Salutation
from opportunities.models import Quote


def letter(quote: Quote) -> dict[str, Any]:
    record = quote.record
    return {
        "quote": quote,
        "record": record,
        "lines": quote.lines.all(),
        "total": quote.totals,
        "company": record.company,
        "greeting": greeting(quote.contact),
        "thanks": thanks(quote.contact),
        "seller": record.owner,
    }


def greeting(contact: Any) -> str:
    """ "Dear Dr. Brandt," in the active language and the form of address that this contact is used to."""
    if _familiar(contact):
        return _("Hello {first_name},").format(first_name=contact.first_name)
    name = " ".join(part for part in (contact.title, contact.last_name) if part)
    if name and contact.salutation == Salutation.MS:
        return _("Dear Ms {name},").format(name=name)
    if name and contact.salutation == Salutation.MR:
        return _("Dear Mr {name},").format(name=name)
    return _("Dear {name},").format(name=contact.name) if contact.last_name else _("Ladies and gentlemen,")


def thanks(contact: Any) -> str:
    """The first sentence, where the seller wrote none."""
    if _familiar(contact):
        return pgettext("familiar", "thank you for your interest. This is what we offer you:")
    return pgettext("polite", "thank you for your interest. This is what we offer you:")


def _familiar(contact: Any) -> bool:
    return contact.address_form == FormOfAddress.FAMILIAR and bool(contact.first_name)
