import pytest

from tests.factories.records import make_lead

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("who", "shown"), [("rep", 1), ("manager", 2), ("credit_officer", 3)])
def test_a_list_opens_with_what_is_theirs_to_look_after(client_for, rep, teammate, stranger, request, who, shown):
    leads = [make_lead(owner) for owner in (rep, teammate, stranger)]
    body = client_for(request.getfixturevalue(who)).get("/leads/").content.decode()
    assert sum(f'href="/leads/{lead.pk}/"' in body for lead in leads) == shown
