"""The pages that enter a lead: somebody new and their interest in one form, or the interest of somebody known."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy

from activities.working_days import working_days_after
from contacts.entering import EntryForm, EntryPage, PersonEntryForm
from contacts.models import Contact
from contacts.permissions import may_change
from contacts.suggesting import Suggesting
from crm.core import clock
from crm.core.forms import DayField
from leads.creating import LiveLead, create_lead, start_lead
from leads.models import Lead
from team.signed_in import SignedIn

SOURCES = (
    gettext_lazy("Website"), gettext_lazy("Referral"), gettext_lazy("Trade fair"), gettext_lazy("Webinar"),
    gettext_lazy("Phone"), gettext_lazy("Own research"),
)  # fmt: skip
INTEREST = ("interest", "source", "first_call")


class InterestForm(EntryForm):
    """What they want, where they come from, and when we call."""

    interest = forms.CharField(
        label=gettext_lazy("Interest"), max_length=200, required=False, help_text=gettext_lazy("In a few words.")
    )
    source = forms.CharField(
        label=gettext_lazy("Source"), max_length=80, required=False, widget=Suggesting(texts=SOURCES)
    )
    first_call = DayField(
        label=gettext_lazy("First call on"), required=False, help_text=gettext_lazy("Empty: nothing planned."),
        initial=lambda: working_days_after(clock.today(), 1),
    )  # fmt: skip

    @property
    def wanted(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in (*INTEREST, "owner")}


class NewLeadForm(InterestForm, PersonEntryForm):
    rows = (
        ("first_name", "last_name"), ("email", "phone"), ("company", "job_title"), ("interest", "source"),
        ("owner", "first_call"),
    )  # fmt: skip

    @transaction.atomic
    def store(self) -> Lead:
        return create_lead(self.person(), by=self.by, **self.wanted)


class StartLeadForm(InterestForm):
    rows = (("interest", "source"), ("owner", "first_call"))
    live: Lead | None = None

    def __init__(self, *args: Any, contact: Contact, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.contact = contact

    def create(self) -> Lead | None:
        try:
            return start_lead(self.contact, by=self.by, **self.wanted)
        except LiveLead as already:
            self.live = already.lead
            self.add_error(None, str(already))
            return None


class NewLead(EntryPage):
    form, page = NewLeadForm, "leads:detail"
    title, submit = gettext_lazy("New lead"), gettext_lazy("Enter lead")


class StartLead(EntryPage):
    form, page = StartLeadForm, "leads:detail"
    title, submit = gettext_lazy("New lead"), gettext_lazy("Start lead")

    def about(self, request: SignedIn, **kwargs: Any) -> dict[str, Any]:
        contact = get_object_or_404(Contact.objects.visible_to(request.user), pk=kwargs["pk"])
        if not may_change(request.user, contact):
            raise PermissionDenied
        return {"contact": contact}
