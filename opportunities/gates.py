"""What has to be true before an opportunity moves on."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from crm.core import moments
from lifecycle.gates import Finding, Remedy, gate
from opportunities.exposure import exposure_of, owed

SEND_QUOTE = Remedy(_("Open quote"), "opportunities:quote", "file-text")
RECORD_ORDER = Remedy(_("Record acceptance"), "opportunities:quote", "signature")
ASK_CREDIT = Remedy(_("Ask for credit check"), "opportunities:request_credit", "shield-check")
OPEN_REQUEST = Remedy(_("Open the request"), "opportunities:request_credit", "hourglass")


@gate(_("The current quote has been sent"), remedy=SEND_QUOTE)
def quote_sent(opportunity: Any) -> Finding:
    quote = opportunity.current_quote
    if quote is None:
        return Finding(False, _("No quote yet"))
    if quote.sent_at is None:
        return Finding(False, _("{number} is a draft").format(number=quote.number))
    words = _("{number}, sent {day}").format(number=quote.number, day=moments.day(quote.sent_at))
    return Finding(True, words, {"quote": quote.pk})


@gate(_("The customer accepted the current, unexpired quote"), remedy=RECORD_ORDER, binding=True)
def quote_accepted(opportunity: Any) -> Finding:
    quote = opportunity.current_quote
    if quote is None or quote.state != "accepted":
        return Finding(False, quote.sentence if quote else _("No quote yet"))
    return Finding(True, quote.sentence, {"quote": quote.pk, "total": str(quote.total)})


@gate(_("Credit check is valid today"), remedy=ASK_CREDIT, waived_by="credit_officer", by_owner=False)
def credit_valid(opportunity: Any) -> Finding:
    check = opportunity.valid_credit_check
    if check is None:
        waiting = opportunity.waiting_credit_check
        if waiting:
            return Finding(False, waiting.sentence, remedy=OPEN_REQUEST)
        return Finding(False, _("No valid credit check"))
    return Finding(True, check.sentence, {"credit_check": check.pk, "valid_until": str(check.valid_until)})


@gate(
    _("The credit limit covers the exposure, or the quote is prepaid"),
    remedy=ASK_CREDIT,
    waived_by="credit_officer",
    by_owner=False,
)
def limit_covers_exposure(opportunity: Any) -> Finding:
    quote, check = opportunity.current_quote, opportunity.valid_credit_check
    if quote is not None and quote.prepayment:
        return Finding(True, _("Prepayment"), {"prepayment": True})
    if check is None or check.prepayment_only:
        return Finding(False, _("Prepayment only") if check else _("No limit yet"))
    if other := next((each for each in owed(opportunity) if each.currency != check.currency), None):
        words = _("{number} is in {currency}, {quote} in {other}")  # amounts of two currencies cannot be compared
        names = {"number": check.number, "currency": check.currency, "quote": other.number, "other": other.currency}
        return Finding(False, words.format(**names))
    exposure = exposure_of(opportunity)
    covered = exposure <= check.limit
    words = _("{number} covers it") if covered else _("{number} does not cover it")  # the limit is for credit's eyes
    facts = {"exposure": str(exposure), "limit": str(check.limit)}
    return Finding(covered, words.format(number=check.number), facts)
