"""Attributes, corrected facts, products and the outbox in Django admin."""

import pytest
from django.urls import reverse

from activities.models import OutboxMessage
from contacts.models import AttributeDefinition, FieldChange
from crm.core import clock
from opportunities.models import Product
from tests.factories.contacts import ContactFactory

ATTRIBUTE = {"of": "contact", "key": "seats", "label": "Seats", "type": "integer", "choices": "", "position": "10"}


@pytest.fixture
def client(admin, client_for):
    return client_for(admin)


@pytest.fixture
def seats(db):
    return AttributeDefinition.objects.create(key="seats", label="Seats", type="integer")


def save(client, definition, **changes):
    answer = client.post(
        reverse("admin:contacts_attributedefinition_change", args=[definition.pk]), ATTRIBUTE | changes
    )
    definition.refresh_from_db()
    return answer


def test_an_attribute_keeps_its_key(client, seats):
    save(client, seats, key="chairs", of="lead", label="Chairs")
    assert (seats.key, seats.of, seats.label) == ("seats", "contact", "Chairs")


def test_the_type_changes_while_nobody_has_a_value(client, seats):
    save(client, seats, type="text")
    assert seats.type == "text"


def test_the_type_stays_once_values_exist(client, seats):
    ContactFactory(attributes={"seats": 12})
    assert b"Define another attribute instead." in save(client, seats, type="text").content
    assert seats.type == "integer"


def test_choices_are_written_one_a_line(client, seats):
    save(client, seats, type="choice", choices="Yes, soon\n\n Perhaps \nPerhaps")
    assert seats.choices == ["Yes, soon", "Perhaps"]
    assert (
        "Yes, soon\nPerhaps"
        in client.get(reverse("admin:contacts_attributedefinition_change", args=[seats.pk])).content.decode()
    )


def test_a_choice_without_choices_is_refused(client, seats):
    assert b"Name at least one choice." in save(client, seats, type="choice").content


def test_a_corrected_fact_is_remembered(client, admin):
    contact = ContactFactory(city="Kiel")
    form = {"first_name": contact.first_name, "last_name": "Petersen", "address_form": "formal", "city": "Kiel"}
    form |= {"emails-TOTAL_FORMS": 0, "emails-INITIAL_FORMS": 0, "phase": "customer"}
    client.post(reverse("admin:contacts_contact_change", args=[contact.pk]), form)
    contact.refresh_from_db()
    change = FieldChange.objects.get()
    assert (contact.last_name, contact.phase) == ("Petersen", "contact")
    assert (change.field, change.new, change.by) == ("last_name", "Petersen", admin)


def test_a_negative_price_is_refused(client, db):
    form = {"sku": "A1", "name": "Gauge", "price": "-1", "currency": "EUR", "tax_rate": "19"}
    assert client.post(reverse("admin:opportunities_product_add"), form).status_code == 200
    assert not Product.objects.exists()


def test_a_message_that_was_given_up_is_tried_again(client, db):
    gone = OutboxMessage.objects.create(key="a", message_id="<a@x>", to="a@x.example", dead_at=clock.now(), attempts=10)
    sent = OutboxMessage.objects.create(key="b", message_id="<b@x>", to="b@x.example", sent_at=clock.now(), attempts=1)
    form = {"action": "send_again", "_selected_action": [gone.pk, sent.pk]}
    answer = client.post(reverse("admin:activities_outboxmessage_changelist"), form, follow=True)
    gone.refresh_from_db(), sent.refresh_from_db()
    assert (gone.dead_at, gone.attempts, sent.attempts) == (None, 0, 1)
    assert "1 message will be tried again." in answer.content.decode()
