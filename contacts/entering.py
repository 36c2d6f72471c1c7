"""Entering somebody new: one short form, hints at who is known already, and nothing typed is lost."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from phonenumber_field.formfields import PhoneNumberField

from contacts.creating import (
    AlreadyKnown,
    company_at,
    company_called,
    company_named,
    create_company,
    create_contact,
    who_has,
)
from contacts.domains import domain_of
from contacts.duplicates_hint import namesakes
from contacts.forms import clean_domain, company_field, owner_field
from contacts.models import Company, Contact
from contacts.permissions import may_enter
from crm.core.htmx import redirect, toast
from team.models import User
from team.permissions import may_see
from team.signed_in import SignedIn

HINTS = {"hx-trigger": "change", "hx-target": "#known", "hx-swap": "innerHTML"}
KNOWN = {"hx-get": reverse_lazy("contacts:known"), **HINTS}


class EntryForm(forms.Form):
    """What is entered; `create` stores and returns it, or None when the form has something to say first."""

    rows: ClassVar[tuple[tuple[str, ...], ...]]  # names of the fields that stand beside each other

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["owner"] = owner_field(by)

    @cached_property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag, helper.disable_csrf = False, True
        helper.layout = Layout(*(Row(*(Column(name) for name in row)) for row in self.rows))
        return helper

    def create(self) -> Any:
        raise NotImplementedError


class CompanyEntryForm(EntryForm):
    rows = (("name",), ("domain", "city"), ("owner",))
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200, widget=forms.TextInput({"autofocus": True}))
    domain = forms.CharField(label=gettext_lazy("Domain"), max_length=200, required=False, help_text="example.com")
    city = forms.CharField(label=gettext_lazy("City"), max_length=120, required=False)

    def clean_domain(self) -> str:
        return clean_domain(self.cleaned_data["domain"])

    def create(self) -> Company:
        return create_company(by=self.by, **self.cleaned_data)


class PersonEntryForm(EntryForm):
    rows: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("first_name", "last_name"),
        ("email", "phone"),
        ("company", "job_title"),
        ("owner",),
    )
    first_name = forms.CharField(
        label=gettext_lazy("First name"), max_length=120, required=False, widget=forms.TextInput({"autofocus": True})
    )
    last_name = forms.CharField(label=gettext_lazy("Last name"), max_length=120, required=False)
    email = forms.EmailField(
        label=gettext_lazy("E-mail"), max_length=254, required=False, widget=forms.EmailInput(KNOWN)
    )
    phone = PhoneNumberField(label=gettext_lazy("Phone"), required=False)
    company = company_field()
    job_title = forms.CharField(label=gettext_lazy("Job title"), max_length=120, required=False)
    sure = forms.BooleanField(required=False, widget=forms.HiddenInput)

    known: Contact | None = None  # who has the e-mail address
    may_see_known = False
    alike: list[Contact] = []  # who may be the same person

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not any(data.get(name) for name in ("first_name", "last_name", "email", "phone")) and not self.errors:
            raise ValidationError(_("Enter a name, an e-mail address or a phone number."))
        return data

    def create(self) -> Any:
        email = self.cleaned_data["email"]
        if email and (holder := who_has(email)):
            return self._is_known(holder)
        if not self.cleaned_data["sure"] and self._looks_known():
            return None
        try:
            return self.store()
        except AlreadyKnown as already:
            return self._is_known(already.contact)

    def store(self) -> Any:
        return self.person()

    def person(self) -> Contact:
        facts = {name: self.cleaned_data[name] for name in ("first_name", "last_name", "job_title", "phone", "email")}
        owner = self.cleaned_data["owner"]
        company = company_called(self.cleaned_data["company"], by=self.by, owner=owner)
        return create_contact(by=self.by, owner=owner, company=company, **facts)

    def _is_known(self, holder: Contact) -> None:
        self.known, self.may_see_known = holder, may_see(self.by, holder)
        self.add_error("email", _("Somebody with this e-mail address is known already."))

    def _looks_known(self) -> bool:
        """Ask once; entering them all the same is allowed."""
        data = self.cleaned_data
        company = company_at(domain_of(data["company"] or data["email"])) or company_named(data["company"])
        self.alike = namesakes(data["first_name"], data["last_name"], company, to=self.by)
        return bool(self.alike)


class EntryPage(LoginRequiredMixin, View):
    """A page with an entry form; it may open in the dialog."""

    http_method_names = ["get", "head", "post"]
    template_name = "contacts/entry.html"
    form: ClassVar[type[EntryForm]]
    title: ClassVar[Any]
    submit: ClassVar[Any]
    page: ClassVar[str]  # the URL name of what is created

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated and not may_enter(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: SignedIn, **kwargs: Any) -> HttpResponse:
        return self._show(self.form(by=request.user, initial=request.GET.dict(), **self.about(request, **kwargs)))

    def post(self, request: SignedIn, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST, by=request.user, **self.about(request, **kwargs))
        made = form.create() if form.is_valid() else None
        if made is None:
            return self._show(form, 422)
        toast(request, _("{name} is entered.").format(name=made))
        return redirect(request, reverse(self.page, args=[made.pk]))

    def about(self, request: SignedIn, **kwargs: Any) -> dict[str, Any]:
        """Further arguments of the form, from the address."""
        return {}

    def _show(self, form: EntryForm, status: int = 200) -> HttpResponse:
        return render(self.request, self.template_name, {"form": form, "page": self}, status=status)


class CompanyEntry(EntryPage):
    form, page = CompanyEntryForm, "companies:detail"
    title, submit = gettext_lazy("New company"), gettext_lazy("Enter company")


class ContactEntry(EntryPage):
    form, page = PersonEntryForm, "contacts:detail"
    title, submit = gettext_lazy("New contact"), gettext_lazy("Enter contact")
