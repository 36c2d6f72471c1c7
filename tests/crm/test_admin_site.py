"""Django admin as a whole: who gets in, what every page keeps to, and that nothing can be forged or deleted there."""

import re

import pytest
from django.contrib import admin as django_admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from activities.models import OutboxMessage
from contacts.models import AttributeDefinition, FieldChange
from lifecycle.models import LifecyclePolicy
from lifecycle.records import Guarded
from tests.factories.records import make_won
from tests.factories.team import UserFactory

OURS = [model for model in django_admin.site._registry if model.__module__.split(".")[0] not in ("allauth", "django")]
GUARDED = [model for model in OURS if issubclass(model, Guarded)]
INLINE = re.compile(r"""\sstyle=|\son[a-z]+=["']|<style|<script(?![^>]*\bsrc=)(?![^>]*application/json)""")


def url(model, page="changelist", *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


@pytest.fixture
def won(rep):
    return make_won(rep)


@pytest.fixture
def filled(won, admin):
    AttributeDefinition.objects.create(key="web_seconds", label="Seconds on the site", type="integer")
    OutboxMessage.objects.create(key="a", message_id="<a@example.com>", to="a@example.com", subject="Hello", body="…")
    FieldChange.objects.create(kind="contact", record_id=won.contact_id, contact=won.contact, field="city", by=admin)


def rows():
    """Each admin page's model with a row of it, if there is one."""
    return [(model, model._default_manager.order_by("pk").last()) for model in OURS]


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_list_and_page_opens_without_inline_code(language, filled, admin, client_for):
    type(admin).objects.filter(pk=admin.pk).update(language=language)
    client = client_for(admin)
    addresses = [url(model) + "?q=brandt" for model in OURS]
    addresses += [url(model, "change", row.pk) for model, row in rows() if row]
    pages = {address: client.get(address) for address in addresses}
    assert {page.status_code for page in pages.values()} == {200}
    assert not [address for address, page in pages.items() if INLINE.search(page.content.decode())]


def test_no_step_can_be_forged(won, admin, client_for):
    forged = {"state": "won", "entered_at_0": "2020-01-01", "version": "99", "_save": "Save"}
    for model in GUARDED:
        row = model._default_manager.last()
        assert client_for(admin).post(url(model, "change", row.pk), forged).status_code == 403
        fresh = model._default_manager.get(pk=row.pk)
        assert (fresh.state, fresh.entered_at, fresh.version) == (row.state, row.entered_at, row.version)


def test_no_record_begins_in_admin(admin, client_for):
    answers = [client_for(admin).post(url(model, "add"), {"state": "won"}) for model in GUARDED]
    assert {answer.status_code for answer in answers} == {403}


def test_nothing_is_deleted(filled, admin, client_for):
    client = client_for(admin)
    answers = [client.post(url(model, "delete", row.pk), {"post": "yes"}) for model, row in rows() if row]
    assert {answer.status_code for answer in answers} == {403}
    assert not [model for model in OURS if b"delete_selected" in client.get(url(model)).content]


def test_superusers_delete_nothing_either(won, client_for):
    client = client_for(UserFactory(roles=["admin"], is_superuser=True))
    answers = [client.post(url(model, "delete", row.pk), {"post": "yes"}) for model, row in rows() if row]
    assert {answer.status_code for answer in answers} == {403}


@pytest.mark.parametrize("who", ["rep", "manager", "credit_officer"])
def test_only_administrators_get_in(who, request, client_for):
    assert client_for(request.getfixturevalue(who)).get(reverse("admin:index"), follow=True).status_code == 403


def test_signing_in_happens_where_everybody_signs_in(client, db):
    answer = client.get(reverse("admin:index"), follow=True)
    assert answer.redirect_chain[-1][0] == "/accounts/login/?next=%2Fadmin%2F"


def test_a_deactivated_administrator_is_out(admin, client_for):
    client = client_for(admin)
    type(admin).objects.filter(pk=admin.pk).update(is_active=False)
    assert client.get(reverse("admin:index")).status_code == 302


def test_the_front_page_follows_the_order_of_setting_up(admin, client_for):
    page = client_for(admin).get(reverse("admin:index")).content.decode()
    places = [page.index(f">{name}<") for name in ("People", "What we sell and know", "How we qualify", "Records")]
    assert places == sorted(places)


def test_lists_ask_as_often_for_many_rows_as_for_few(rep, admin, client_for):
    client = client_for(admin)
    make_won(rep)
    few = {model: queries(client, model) for model in OURS}
    make_won(rep), make_won(rep)
    assert {model: queries(client, model) for model in OURS} == few


def queries(client, model):
    client.get(url(model))  # content types and the like are asked for once
    with CaptureQueriesContext(connection) as asked:
        client.get(url(model))
    return len(asked)


def test_shipped_policies_are_drafts(db):
    assert list(LifecyclePolicy.objects.values_list("name", "active")) == [
        ("Small deal", False),
        ("Existing customer", False),
        ("Standard", False),
    ]
