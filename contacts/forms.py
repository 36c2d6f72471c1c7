"""Facts of a contact or company as a form, for people who may be changing them at the same time."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.forms.models import fields_for_model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.attributes import attribute_fields
from contacts.creating import company_at, company_called
from contacts.domains import domain_of
from contacts.facts import Conflict, change_facts
from contacts.suggesting import Suggesting
from team.models import User

CONTACT_FACTS = (
    "salutation", "title", "first_name", "last_name", "job_title", "company", "phone", "mobile", "city", "country",
    "language", "address_form", "no_email", "no_phone", "owner",
)  # fmt: skip
COMPANY_FACTS = (
    "name", "domain", "vat_id", "street", "postal_code", "city", "country", "industry", "employees", "revenue", "phone",
    "owner",
)  # fmt: skip


def company_field() -> forms.CharField:
    """A name or domain as text; what exists is suggested, what does not is created."""
    label, hint = gettext_lazy("Company"), gettext_lazy("Name or domain. A new one is created.")
    widget = Suggesting(ask="companies:suggest")
    return forms.CharField(label=label, max_length=200, required=False, help_text=hint, widget=widget)


def owner_field(user: User, *others: int | None) -> forms.ModelChoiceField:
    """Whoever sells, and `others` who own something without; the user unless said otherwise."""
    label, nobody = gettext_lazy("Owner"), gettext_lazy("Nobody: waits in the team's pool")
    people = User.objects.sellers(*others)
    return forms.ModelChoiceField(people, label=label, required=False, empty_label=nobody, initial=user.pk)


def clean_domain(text: str, record: Any = None) -> str:
    """The domain as it is stored. Raises ValidationError for no domain, and for another company's."""
    domain = domain_of(text)
    if text and not domain:
        raise ValidationError(_("This is no domain. It looks like example.com."))
    if (known := company_at(domain)) and known != record:
        raise ValidationError(_("{company} has this domain already.").format(company=known))
    return domain


def fields_of(record: Any, user: User) -> dict[str, forms.Field]:
    """Every fact that can be changed by hand, as a form field, in the order of the page."""
    names = CONTACT_FACTS if record.kind == "contact" else COMPANY_FACTS
    special: dict[str, Any] = {"company": company_field, "owner": partial(owner_field, user, record.owner_id)}
    plain = fields_for_model(type(record), fields=[name for name in names if name not in special])
    own = {name: special[name]() if name in special else plain[name] for name in names}
    return own | attribute_fields(record.kind)


def value_of(record: Any, name: str) -> Any:
    """A fact as its form field shows it."""
    if name.startswith("attributes."):
        value = record.attributes.get(name.removeprefix("attributes."))
        return str(value).lower() if isinstance(value, bool) else value
    value = getattr(record, name)
    if name == "owner":
        return record.owner_id
    return str(value or "") if name in ("company", "country", "phone", "mobile") else value


def look_of(widget: forms.Widget) -> str:
    """The class of an input that stands alone, outside a laid-out form."""
    if isinstance(widget, forms.CheckboxInput):
        return "form-check-input"
    return "form-select" if isinstance(widget, forms.Select) else "form-control"


class FactsForm(forms.Form):
    """The named facts of a record, all of them without names, as they were at `version`."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, record: Any, names: Iterable[str], user: User, data: Any = None) -> None:
        super().__init__(data, initial={"version": record.version})
        self.record, self.user = record, user
        self.conflict: Conflict | None = None
        self.theirs: list[tuple[Any, Any]] = []  # after a conflict: label and what somebody else wrote
        known = self.known()
        for name in [name for name in names if name in known] or known:
            self.fields[name], self.initial[name] = known[name], value_of(record, name)
            known[name].widget.attrs["class"] = look_of(known[name].widget)

    def known(self) -> dict[str, forms.Field]:
        """Every fact that can be changed here, by name."""
        return fields_of(self.record, self.user)

    def clean_domain(self) -> str:
        return clean_domain(self.cleaned_data["domain"], self.record)

    def save(self) -> bool:
        """False when a value is wrong or somebody was faster: the form says so and keeps what was typed."""
        try:
            with transaction.atomic():
                seen = self.cleaned_data["version"]
                self.record = change_facts(self.record, self._changes(), by=self.user, expected_version=seen)
        except ValidationError as error:
            self.add_error(None, error)
        except IntegrityError:
            self.add_error(None, _("Somebody else has just entered the same. Nothing was changed."))
        except Conflict as conflict:
            self._show_both(conflict)
        return not self.errors and self.conflict is None

    def _changes(self) -> dict[str, Any]:
        sent = [name for name in self.cleaned_data if name != "version" and self._was_sent(name)]
        changes = {name: self.cleaned_data[name] for name in sent}
        if "company" in changes:
            changes["company"] = company_called(changes["company"], by=self.user, owner=self.record.owner)
        return changes

    def _was_sent(self, name: str) -> bool:
        """A fact that the browser left out was not asked for: it stays as it is."""
        return not self.fields[name].widget.value_omitted_from_data(self.data, self.files, self.add_prefix(name))

    def _show_both(self, conflict: Conflict) -> None:
        """Saving once more then means: mine, although I have seen theirs."""
        self.conflict = conflict
        self.record = type(self.record)._base_manager.get(pk=self.record.pk)
        self.theirs = [(self.fields[name].label, self._says(name)) for name in conflict.fields]
        data: Any = self.data  # a QueryDict, which can be copied and holds several values a key
        data = data.copy()
        data["version"] = self.record.version
        self.data = data

    def _says(self, name: str) -> Any:
        value = value_of(self.record, name)
        choices = {str(key): label for key, label in getattr(self.fields[name], "choices", ())}
        return choices.get(str(value), value)


class EmailForm(forms.Form):
    email = forms.EmailField(label=gettext_lazy("E-mail"), max_length=254, widget=forms.EmailInput({"autofocus": True}))
