"""What has to be true before a prospect moves on."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from crm.core import moments
from crm.core.money import money
from lifecycle.gates import Finding, Remedy, gate

ASK_CREDIT = Remedy(_("Ask for credit check"), "prospects:request_credit", "shield-check")
PLAN_DEMO = Remedy(_("Plan demo"), "prospects:plan_demo", "presentation")
OPEN_REQUEST = Remedy(_("Open the request"), "prospects:request_credit", "hourglass")
RECORD_DEMO = Remedy(_("Record demo"), "prospects:demo", "presentation")
EDIT_FACTS = Remedy(_("Complete"), "prospects:edit", "pencil")
ADD_PARTICIPANT = Remedy(_("Add participant"), "prospects:add_participant", "user-plus")
LOG_AGREEMENT = Remedy(_("Log agreement"), "prospects:agree_to_quote", "file-text")


@gate(_("Credit check passed and valid today"), remedy=ASK_CREDIT, waived_by="credit_officer", by_owner=False)
def credit_valid(record: Any) -> Finding:
    check = record.valid_credit_check
    if check is None:
        waiting = record.waiting_credit_check
        if waiting:
            return Finding(False, waiting.sentence, remedy=OPEN_REQUEST)
        return Finding(False, _("No credit check yet"))
    facts = {"credit_check": check.pk, "limit": str(check.limit), "valid_until": str(check.valid_until)}
    return Finding(True, check.sentence, facts)


@gate(_("A demo was held"), remedy=PLAN_DEMO, waived_by="manager")
def demo_held(prospect: Any) -> Finding:
    demo = prospect.held_demo
    if demo is None:
        planned = prospect.planned_demo
        if planned:
            return Finding(False, planned.sentence, remedy=RECORD_DEMO)
        return Finding(False, _("No demo planned"))
    return Finding(True, demo.sentence, {"demo": demo.pk})


@gate(_("They want to go on"), waived_by="manager")
def wants_to_go_on(prospect: Any) -> Finding:
    demo = prospect.held_demo
    if demo is None:
        return Finding(False, _("Known after the demo"))
    interest = _("Interest {level} of 5").format(level=demo.interest) if demo.interest else ""
    if not demo.wants_to_go_on:
        return Finding(False, interest, {"demo": demo.pk}, RECORD_DEMO if prospect.planned_demo else PLAN_DEMO)
    return Finding(True, interest, {"demo": demo.pk})


@gate(_("They agreed to receive a quote"), remedy=LOG_AGREEMENT)
def agreed_to_quote(prospect: Any) -> Finding:
    at = prospect.agreed_to_quote_at
    return Finding(True, moments.day(at)) if at else Finding(False, _("Not asked yet"))


@gate(_("Need is known"), remedy=EDIT_FACTS, waived_by="manager")
def need_known(prospect: Any) -> Finding:
    return Finding(bool(prospect.need), prospect.need)


@gate(_("Budget is known"), remedy=EDIT_FACTS, waived_by="manager")
def budget_known(prospect: Any) -> Finding:
    return Finding(prospect.budget is not None, money(prospect.budget, prospect.currency))


@gate(_("Decision maker is known"), remedy=ADD_PARTICIPANT, waived_by="manager")
def decision_maker_known(prospect: Any) -> Finding:
    who = next((each for each in prospect.participants.all() if each.role == "decision_maker"), None)
    return Finding(True, str(who.contact), {"participant": who.pk}) if who else Finding(False)


@gate(_("Time frame is known"), remedy=EDIT_FACTS, waived_by="manager")
def time_frame_known(prospect: Any) -> Finding:
    if prospect.needed_by:
        return Finding(True, moments.exact(prospect.needed_by))
    return Finding(bool(prospect.time_frame), prospect.time_frame)
