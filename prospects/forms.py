"""What people tell about a prospect: its facts, a credit request, a demo planned or held, who takes part."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.forms.utils import from_current_timezone
from django.utils.translation import gettext_lazy as _

from contacts.models import Contact, ContactEmail
from contacts.models.emails import normalise
from crm.core import clock
from crm.core.forms import DayField
from leads.forms import RecordFactsForm
from prospects.models import CreditCheck, Demo, ParticipantRole
from team.models import User

HALF_A_YEAR = timedelta(days=182)
SOON = timedelta(days=3)
INTEREST = [("", "–"), *((level, str(level)) for level in range(1, 6))]


def day_input() -> forms.DateInput:
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class ProspectFactsForm(RecordFactsForm):
    own = (
        "title", "need", "budget", "time_frame", "needed_by", "why_now", "expected_value", "expected_close",
    )  # fmt: skip


class CreditRequestForm(forms.ModelForm):
    class Meta:
        model = CreditCheck
        fields = ("amount", "request_note")
        widgets = {"request_note": forms.Textarea({"rows": 3})}


class DemoForm(forms.ModelForm):
    """Day and time are those of the reader's zone; together `at`."""

    day = DayField(label=_("Day"))
    time = forms.TimeField(label=_("Time"), widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    field_order = ("day", "time", "minutes", "place", "host")

    class Meta:
        model = Demo
        fields = ("minutes", "place", "host")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["host"].queryset = User.objects.working()  # type: ignore[attr-defined]
        self.initial.update(day=clock.today() + SOON, time="10:00")

    @property
    def planned(self) -> dict[str, Any]:
        """What `plan_demo` takes."""
        data = dict(self.cleaned_data)
        return {"at": from_current_timezone(datetime.combine(data.pop("day"), data.pop("time"))), **data}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("day") and data.get("time"):
            from_current_timezone(datetime.combine(data["day"], data["time"]))  # says so where that hour does not exist
        return data


class OutcomeForm(forms.Form):
    """How a planned demo went."""

    went = forms.ChoiceField(
        label=_("What happened"),
        choices=[("hold", _("It was held")), ("miss", _("Nobody came")), ("cancel", _("It was cancelled"))],
        widget=forms.RadioSelect,
        initial="hold",
    )
    wants_to_go_on = forms.BooleanField(label=_("They want to go on"), required=False, initial=True)
    agreed_to_quote = forms.BooleanField(label=_("They agreed to receive a quote"), required=False)
    interest = forms.TypedChoiceField(
        label=_("Interest"), choices=INTEREST, coerce=int, empty_value=None, required=False,
        help_text=_("From 1, polite, to 5, wants it now."),
    )  # fmt: skip
    notes = forms.CharField(label=_("Notes"), required=False, widget=forms.Textarea({"rows": 3}))

    @property
    def outcome(self) -> dict[str, Any]:
        """What `hold_demo` takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "went"}


class ParticipantForm(forms.Form):
    """Somebody of the company, or anybody by their mail address."""

    contact = forms.ModelChoiceField(Contact.objects.none(), label=_("Person"), required=False)
    email = forms.EmailField(
        label=_("or their mail address"), required=False, help_text=_("Of somebody who is a contact already.")
    )
    role = forms.ChoiceField(label=_("Role"), choices=ParticipantRole, initial=ParticipantRole.DECISION_MAKER)

    def __init__(self, record: Any, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seen = Contact.objects.visible_to(user)
        near = (
            self.seen.filter(company=record.company_id) if record.company_id else self.seen.filter(pk=record.contact_id)
        )
        people = near.prefetch_related("emails").order_by("last_name", "first_name", "pk")
        self.fields["contact"].queryset = people  # type: ignore[attr-defined]
        self.initial.setdefault("contact", record.contact_id)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if address := data.get("email"):
            data["contact"] = self._known(address)
        elif not data.get("contact") and not self.errors:
            self.add_error("contact", _("Choose somebody, or give a mail address."))
        return data

    def _known(self, address: str) -> Contact | None:
        found = ContactEmail.objects.filter(normalised=normalise(address), contact__in=self.seen).first()
        if found is None:
            self.add_error("email", _("No contact has this address. Enter the person as a contact first."))
        return found.contact if found else None


class ApprovalForm(forms.ModelForm):
    class Meta:
        model = CreditCheck
        fields = ("limit", "valid_until", "prepayment_only", "grounds")
        widgets = {"valid_until": day_input(), "grounds": forms.Textarea({"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update(limit=self.instance.amount, valid_until=clock.today() + HALF_A_YEAR)
        for name in ("limit", "valid_until"):
            self.fields[name].required = True

    def clean_valid_until(self) -> Any:
        day = self.cleaned_data["valid_until"]
        if day < clock.today():
            raise forms.ValidationError(_("This day is over."))
        return day


class RefusalForm(forms.Form):
    grounds = forms.CharField(
        label=_("Grounds"), widget=forms.Textarea({"rows": 3, "autofocus": True}),
        help_text=_("Seen by credit, managers and administrators only."),
    )  # fmt: skip
