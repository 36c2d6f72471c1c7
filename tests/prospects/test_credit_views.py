import pytest

from prospects.crediting import request_credit
from prospects.models import CreditCheck, Prospect
from tests.factories.records import make_prospect

pytestmark = pytest.mark.django_db
PASS = {"limit": "50000", "valid_until": "2099-01-01", "grounds": "Known"}


@pytest.fixture
def prospect(rep):
    return make_prospect(rep)


@pytest.fixture
def check(prospect, rep):
    return request_credit(prospect, by=rep)


@pytest.fixture
def post(client_for):
    def send(user, check, step, data=None):
        return client_for(user).post(f"/credit/{check.pk}/{step}/", data or {})

    return send


def test_a_request_waits_and_is_not_doubled(client_for, rep, prospect):
    client = client_for(rep)
    for _twice in range(2):
        assert client.post(f"/prospects/{prospect.pk}/credit/", {"amount": "30000"}).status_code == 302
    assert CreditCheck.objects.get().amount == 30000
    assert b"is with credit since" in client.get(f"/prospects/{prospect.pk}/credit/").content


def test_passing_moves_the_prospect_by_itself(post, credit_officer, check, prospect):
    assert post(credit_officer, check, "approve", PASS).url == f"/credit/{check.pk}/"
    assert Prospect.objects.get(pk=prospect.pk).state == "credit_cleared"


def test_refusing_needs_grounds(post, credit_officer, check):
    assert post(credit_officer, check, "refuse", {"grounds": " "}).status_code == 422
    post(credit_officer, check, "refuse", {"grounds": "Insolvent"})
    assert CreditCheck.objects.get().state == "refused"


def test_a_limit_that_is_already_over_is_none(post, credit_officer, check):
    assert post(credit_officer, check, "approve", PASS | {"valid_until": "2020-01-01"}).status_code == 422


def test_revoking_needs_a_note(post, credit_officer, check):
    post(credit_officer, check, "approve", PASS)
    assert post(credit_officer, check, "revoke").status_code == 422
    post(credit_officer, check, "revoke", {"note": "Insolvent since yesterday"})
    assert CreditCheck.objects.get().state == "revoked"


def test_whoever_sells_decides_nothing(post, rep, manager, check):
    for somebody in (rep, manager):
        assert post(somebody, check, "approve", PASS).status_code == 403
        assert post(somebody, check, "refuse", {"grounds": "No"}).status_code == 403


def test_deciding_twice_says_that_it_is_decided(post, credit_officer, check):
    post(credit_officer, check, "approve", PASS)
    assert post(credit_officer, check, "approve", PASS).status_code == 409


def test_limit_and_grounds_are_seen_by_those_who_may(client_for, post, credit_officer, rep, manager, check):
    post(credit_officer, check, "approve", PASS | {"grounds": "Knows the owner"})
    assert b"Knows the owner" in client_for(manager).get(f"/credit/{check.pk}/").content
    seen = client_for(rep).get(f"/credit/{check.pk}/").content.decode()
    assert "Knows the owner" not in seen
    assert "50,000" not in seen
    assert "Passed" in seen


def test_the_queue_shows_who_waits(client_for, credit_officer, check):
    assert str(check.subject) in client_for(credit_officer).get("/credit/").content.decode()


def test_the_queue_is_found_by_number(client_for, credit_officer, check):
    client = client_for(credit_officer)
    assert check.number in client.get("/credit/", {"q": check.number}).content.decode()
    assert check.number not in client.get("/credit/", {"q": "CR-99999"}).content.decode().replace("q=", "")


def test_hides_from_strangers_where_visibility_is_strict(client_for, stranger, check, settings):
    settings.CRM_STRICT_VISIBILITY = True
    client = client_for(stranger)
    assert client.get(f"/credit/{check.pk}/").status_code == 404
    assert check.number not in client.get("/credit/").content.decode()


def test_navigation_counts_what_waits_for_a_credit_officer_alone(credit_officer, rep, check):
    assert (CreditCheck.objects.waiting_for(credit_officer), CreditCheck.objects.waiting_for(rep)) == (1, 0)
