import pytest

from leads.models import Lead
from lifecycle.models import Reason, Transition
from prospects.models import Prospect
from tests.factories.records import advance, log_interest, make_lead, make_prospect

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(rep):
    return make_lead(rep)


@pytest.fixture
def post(client_for, rep):
    def send(lead, step, data=None, query="", user=rep, **more):
        return client_for(user).post(f"/leads/{lead.pk}/steps/{step}/{query}", data or {}, **more)

    return send


def state(lead):
    return Lead.objects.get(pk=lead.pk).state


def test_reaching_moves_the_lead(post, lead):
    assert post(lead, "reach").status_code == 302
    assert state(lead) == "contacted"


def test_asks_for_what_the_step_needs(client_for, rep, lead):
    answer = client_for(rep).get(f"/leads/{lead.pk}/steps/nurture/")
    assert b'name="until"' in answer.content
    assert state(lead) == "new"


def test_keeps_what_was_typed_when_something_is_missing(post, lead):
    answer = post(lead, "nurture", {"note": "After the fair", "until": ""})
    assert answer.status_code == 422
    assert b"After the fair" in answer.content
    assert state(lead) == "new"


def test_disqualifying_asks_for_a_reason_and_offers_undo(post, lead, client_for, rep):
    reason = Reason.objects.create(kind="lead_disqualified", label="Left the trade")
    assert post(lead, "disqualify").status_code == 422
    post(lead, "disqualify", {"reason": reason.pk})
    assert f"/leads/{lead.pk}/steps/reopen/" in client_for(rep).get(f"/leads/{lead.pk}/").content.decode()
    assert Transition.objects.of(lead).get(step="disqualify").reason == reason


def test_a_date_in_the_past_is_no_date_to_wait_for(post, lead):
    assert post(lead, "nurture", {"until": "2020-01-01"}).status_code == 422


def test_promote_too_early_says_what_is_missing(post, lead):
    answer = post(lead, "promote")
    assert answer.status_code == 409
    assert b"Serious interest" in answer.content
    assert not Prospect.objects.exists()


def test_a_step_from_another_state_is_impossible(post, lead):
    assert post(lead, "revive").status_code == 409
    assert post(lead, "no-such-step").status_code == 409


def test_hides_from_strangers_where_visibility_is_strict(post, lead, stranger, settings):
    settings.CRM_STRICT_VISIBILITY = True
    assert post(lead, "reach", user=stranger).status_code == 404


def test_refuses_who_may_only_read(post, lead, stranger):
    assert post(lead, "reach", user=stranger).status_code == 403
    assert state(lead) == "new"


def test_a_stale_page_changes_nothing_and_says_what_happened(post, lead, teammate):
    advance(lead, "reach", by=teammate)
    answer = post(lead, "nurture", {"until": "2099-01-01", "seen": "1"})
    assert answer.status_code == 409
    assert b"Jonas Reuter" in answer.content
    assert state(lead) == "contacted"


def test_a_double_click_is_one_step(post, lead):
    first = post(lead, "reach", query="?seen=1")
    second = post(lead, "reach", query="?seen=1")
    assert (first.status_code, second.status_code) == (302, 302)
    assert list(Transition.objects.of(lead).order_by("seq").values_list("step", flat=True)) == ["enter", "reach"]


def test_promoting_goes_on_to_the_prospect(post, lead, rep):
    log_interest(lead.contact, rep)
    advance(lead, "undo_promotion", by=rep, note="too early")
    answer = post(lead, "promote")
    assert answer.url == f"/prospects/{Prospect.objects.get(lead=lead, state='interested').pk}/"


def test_htmx_is_told_where_to_go(post, lead):
    answer = post(lead, "reach", headers={"HX-Request": "true", "HX-Target": "dialog"})
    assert answer["HX-Redirect"] == f"/leads/{lead.pk}/"


def test_undoing_a_promotion_asks_for_a_note(post, rep):
    prospect = make_prospect(rep)
    assert post(prospect.lead, "undo_promotion").status_code == 422
    assert post(prospect.lead, "undo_promotion", {"note": "Wrong person"}).status_code == 302
    assert state(prospect.lead) == "in_dialogue"
