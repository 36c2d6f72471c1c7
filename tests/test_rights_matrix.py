"""Who gets what answer, for every route there is. A new route fails here until somebody has decided who may use it.

A row: the route, then what GET and POST answer to each of `PEOPLE`, in that order. The records are the rep's own; the
POST is empty. o page, > goes on, 2 says what is wrong with the form (422), 3 not allowed, 4 no such thing, 5 not by
this method, 9 not in this state.
"""

import logging

import pytest
from django.db import transaction
from django.urls import NoReverseMatch, reverse

from tests.factories.world import make_world, routes
from tests.hostile.unchanged import digest, writes

pytestmark = pytest.mark.django_db
PEOPLE = ("rep", "teammate", "stranger", "strict_stranger", "manager", "credit_officer", "admin")
SAYS = {200: "o", 204: "o", 302: ">", 422: "2", 403: "3", 404: "4", 405: "5", 409: "9"}
REFUSALS = set("23459")
TABLE = """
companies:create              ooooo3o 2222232
companies:detail              ooo4ooo 5555555
companies:edit                oo34o3o 2234232
companies:hand_over           5555555 >>>>>>>
companies:list                ooooooo 5555555
companies:suggest             ooooooo 5555555
contact_log                   5555555 2234232
contacts:add_email            oo34o3o 2234232
contacts:create               ooooo3o 2222232
contacts:detail               ooo4ooo 5555555
contacts:edit                 oo34o3o 2234232
contacts:email_primary        5555555 >>34>3>
contacts:email_remove         5555555 >>34>3>
contacts:hand_over            5555555 >>>>>>>
contacts:known                ooooooo 5555555
contacts:list                 ooooooo 5555555
credit:approve                33343o3 3334323
credit:detail                 ooo4ooo 5555555
credit:queue                  ooooooo 5555555
credit:refuse                 33343o3 3334323
credit:revoke                 9994999 9994999
credit:withdraw               oo34ooo >>34>>>
customers:hand_over           5555555 >>>>>>>
customers:list                ooooooo 5555555
leads:create                  ooooo3o 2222232
leads:detail                  ooo4ooo 5555555
leads:edit                    oo34o3o >>34>3>
leads:hand_over               5555555 >>>>>>>
leads:list                    ooooooo 5555555
leads:log                     oo34o3o 2234232
leads:pulse                   ooo4ooo 5555555
leads:score                   ooo4ooo 5555555
leads:start                   oo34o3o >>34>3>
leads:step                    oo34o3o 2234232
leads:waive                   4444444 4444444
nav_counts                    ooooooo 5555555
notification_open             5555555 >444444
notifications                 ooooooo 5555555
notifications_read            5555555 >>>>>>>
opportunities:add_participant oo34o3o 2234232
opportunities:detail          ooo4ooo 5555555
opportunities:edit            oo34o3o >>34>3>
opportunities:hand_over       5555555 >>>>>>>
opportunities:list            ooooooo 5555555
opportunities:log             oo34o3o 2234232
opportunities:pulse           ooo4ooo 5555555
opportunities:quote           >>>4>>> 5555555
opportunities:request_credit  oo34o3o >>34>3>
opportunities:start           5555555 >>34>3>
opportunities:step            oo34o3o 2234232
opportunities:waive           4444444 4444444
prospects:add_participant     oo34o3o 2234232
prospects:agree_to_quote      oo34o3o >>34>3>
prospects:demo                oo34o3o 2234232
prospects:detail              ooo4ooo 5555555
prospects:edit                oo34o3o >>34>3>
prospects:hand_over           5555555 >>>>>>>
prospects:list                ooooooo 5555555
prospects:log                 oo34o3o 2234232
prospects:plan_demo           oo34o3o 2234232
prospects:pulse               ooo4ooo 5555555
prospects:request_credit      oo34o3o >>34>3>
prospects:step                oo34o3o 2234232
prospects:waive               4444444 4444444
quotes:accept                 9994999 9994999
quotes:decline                9994999 9994999
quotes:detail                 ooo4ooo 5555555
quotes:draft                  5555555 >>34>3>
quotes:edit                   oo34o3o 2234232
quotes:indicate               5555555 >>34>3>
quotes:list                   ooooooo 5555555
quotes:print                  ooo4ooo 5555555
quotes:replace                5555555 >>34>3>
quotes:send                   >>>4>>> >>34>3>
search                        ooooooo 5555555
set_language                  >>>>>>> >>>>>>>
tasks:cancel                  5555555 >>34>3>
tasks:edit                    ooo4ooo 2234232
tasks:finish                  ooo4ooo 2234232
tasks:list                    ooooooo 5555555
tasks:new                     ooooooo 2222222
tasks:postpone                ooo4ooo 2234232
tasks:take_back               5555555 >>34>3>
team:demo_sign_in             5555555 4444444
team:preferences              5555555 >>>>>>>
team:profile                  ooooooo 2222222
today                         ooooooo 5555555
tour:guide                    4444444 5555555
tour:visit                    5555555 4444444
"""
ROWS = {row.split()[0]: row.split()[1:] for row in TABLE.strip().splitlines()}
OURS = sorted(name for name in set(routes()) if not name.startswith(("account_", "mfa_", "admin:")))
OPEN = {
    "account_login", "account_logout", "account_signup", "account_inactive", "account_reset_password",
    "account_confirm_password_reset_code", "account_complete_password_reset", "account_password_reset_completed",
    "account_confirm_email", "account_confirm_login_code", "account_email_verification_sent", "account_reauthenticate",
    "mfa_authenticate", "mfa_reauthenticate", "admin:login", "team:demo_sign_in",
}  # fmt: skip


@pytest.fixture(autouse=True)
def silence():
    """Every refusal is a line in the log, and there are thousands."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def world(rep):
    return make_world(rep)


@pytest.fixture
def strict_stranger(stranger, settings):
    settings.CRM_STRICT_VISIBILITY = True
    return stranger


def tried(client, method, address, before):
    """How it was answered, and whether a row changed; then all is as it was before."""
    with transaction.atomic():
        written = writes()
        answer = getattr(client, method)(address)
        changed = writes() != written and digest() != before
        transaction.set_rollback(True)
    return answer, changed


def test_every_route_is_in_the_table():
    assert sorted(ROWS) == OURS


@pytest.mark.parametrize("who", PEOPLE)
def test_everybody_gets_what_the_table_says(client, world, who, request):
    client.force_login(request.getfixturevalue(who))
    place, before, wrong = PEOPLE.index(who), digest(), []
    for route, expected in ROWS.items():
        for method, letters in zip(("get", "post"), expected, strict=True):
            answer, changed = tried(client, method, world.address(route), before)
            said = SAYS.get(answer.status_code, str(answer.status_code))
            if said != letters[place] or (changed and (method == "get" or said in REFUSALS)):
                wrong.append((route, method, said, letters[place], "changed" * changed))
    assert wrong == []


def admin_addresses():
    """Every page of Django admin that has a name."""
    for name in set(routes()):
        for kwargs in ({}, {"object_id": "1"}, {"id": "1"}, {"content_type_id": "1", "object_id": "1"}):
            if not name.startswith("admin:"):
                break
            try:
                yield reverse(name, kwargs=kwargs)
                break
            except NoReverseMatch:
                continue


@pytest.mark.parametrize("who", ["rep", "manager", "credit_officer"])
def test_nobody_but_admins_gets_into_the_settings(client, world, who, request):
    client.force_login(request.getfixturevalue(who))
    addresses, before = sorted(admin_addresses()), digest()
    assert len(addresses) > 80
    ways = [(address, method) for address in addresses for method in ("get", "post")]
    answers = {(address, method): tried(client, method, address, before) for address, method in ways}
    let_in = {way: answer.status_code for way, (answer, _) in answers.items() if answer.status_code < 300}
    assert [way for way, (_, changed) in answers.items() if changed] == []
    assert set(let_in) <= ALWAYS


ALWAYS = {("/admin/logout/", "post"), ("/admin/jsi18n/", "get")}


@pytest.mark.parametrize("who", ["nobody", "somebody who has left"])
def test_without_signing_in_there_is_nothing_but_the_way_in(client, world, who):
    if who != "nobody":
        client.force_login(world.rep)
        type(world.rep).objects.filter(pk=world.rep.pk).update(is_active=False)
    before, wrong = digest(), []
    for route in OURS:
        for method in ("get", "post"):
            answer, changed = tried(client, method, world.address(route), before)
            sent_away = answer.status_code == 302 and answer.url.startswith("/accounts/login/")
            if changed or not (sent_away or route in OPEN):
                wrong.append((route, method, answer.status_code))
    assert wrong == []


def test_reading_in_django_admin_writes_nothing(client, world, admin):
    client.force_login(admin)
    before = digest()
    changed = {address: tried(client, "get", address, before)[1] for address in sorted(admin_addresses())}
    assert [address for address in changed if changed[address]] == []
