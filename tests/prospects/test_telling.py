import pytest

from activities.models import Notification
from prospects import crediting
from tests.factories.records import make_prospect, pass_credit

pytestmark = pytest.mark.django_db


def told(user):
    return list(Notification.objects.filter(user=user).order_by("pk").values_list("subject", flat=True))


def test_officers_hear_of_a_request_and_the_owner_of_the_decision(rep, credit_officer):
    prospect = make_prospect(rep)
    check = crediting.request_credit(prospect, by=rep)
    assert told(credit_officer) == [f"Credit is asked about {check.subject}"]
    pass_credit(prospect, officer=credit_officer)
    assert told(rep) == [f"Credit passed for {check.subject}"]


def test_a_refusal_is_told_once_and_leads_to_the_check(rep, credit_officer):
    check = crediting.request_credit(make_prospect(rep), by=rep)
    crediting.refuse(check, by=credit_officer, grounds="Insolvent")
    message = Notification.objects.get(user=rep)
    assert (message.subject, message.url) == (f"Credit refused for {check.subject}", f"/credit/{check.pk}/")
