"""What has to be true before a lead moves on."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from crm.core.numbers import number
from lifecycle.gates import Finding, Remedy, gate

ADD_ADDRESS = Remedy(_("Add address"), "contacts:edit", "pencil")
LOG_ANSWER = Remedy(_("Log answer"), "leads:log", "message", "kind=call&direction=in")
LOG_DIALOGUE = Remedy(_("Log dialogue"), "leads:log", "message", "kind=call&direction=in&wants_more=1")
EDIT_FACTS = Remedy(_("Complete facts"), "contacts:edit", "pencil")


@gate(_("We can reach them by e-mail or phone"), remedy=ADD_ADDRESS)
def reachable(lead: Any) -> Finding:
    contact = lead.contact
    if contact.may_mail:
        return Finding(True, contact.email)
    if contact.may_call:
        return Finding(True, contact.number)
    return Finding(False, _("No address or number that may be used"))


@gate(_("They have answered, or come to us"), remedy=LOG_ANSWER)
def has_answered(lead: Any) -> Finding:
    answer = lead.contact.activities.answers().since(lead.created_at).order_by("-at").first()
    return Finding(True, str(answer), {"activity": answer.pk}) if answer else Finding(False, _("No answer yet"))


@gate(_("Serious interest: the score reaches the threshold, or a dialogue shows it"), remedy=LOG_DIALOGUE)
def shows_interest(lead: Any) -> Finding:
    score = lead.score_now
    if score is not None and score.reaches_threshold:
        facts = {"score": str(score.total), "threshold": str(score.threshold), "scorecard": score.version}
        return Finding(True, _points(score), facts)
    dialogue = lead.contact.activities.wanting_more().since(lead.created_at).order_by("-at").first()
    if dialogue:
        return Finding(True, _("Wants to know more: {what}").format(what=dialogue), {"activity": dialogue.pk})
    return Finding(False, _points(score) if score is not None else _("No scorecard is active, no dialogue logged"))


@gate(_("Fits our target group"), remedy=EDIT_FACTS, waived_by="manager")
def fits(lead: Any) -> Finding:
    score = lead.score_now
    if score is None:
        return Finding(True, _("No scorecard is active: not checked"))
    evidence = _("Fit {fit}, at least {least} asked").format(fit=number(score.fit, 1), least=score.minimum_fit)
    return Finding(score.fit >= score.minimum_fit, evidence, {"fit": str(score.fit)})


@gate(_("Meets our financial standards"))
def meets_standards(lead: Any) -> Finding:
    return Finding(True, _("No standards set: not checked"))


@gate(_("Has not objected to contact"), remedy=EDIT_FACTS, binding=True)
def has_not_objected(lead: Any) -> Finding:
    if lead.contact.has_objected:
        return Finding(False, _("Neither mail nor calls are allowed"))
    return Finding(True)


@gate(_("Nothing has been decided since: no credit decision, no held demo, no opportunity"))
def nothing_decided(lead: Any) -> Finding:
    prospect = lead.prospects.order_by("-pk").first()
    return Finding(prospect is None or not prospect.has_evidence)


def _points(score: Any) -> Any:
    return _("{points} of {threshold} points").format(points=number(score.total, 1), threshold=score.threshold)
