"""Attributes are defined here; contacts and companies are looked up, and corrected with a history."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from contacts.attribute_form import AttributeForm
from contacts.facts import change_facts
from contacts.models import AttributeDefinition, Company, Contact, ContactEmail, FieldChange
from crm.core.admin import JOURNAL, SELLING, HouseAdmin, ReadOnlyAdmin, ReadOnlyLines


@admin.register(AttributeDefinition)
class AttributeDefinitionAdmin(HouseAdmin):
    section = SELLING
    intro = _(
        "Facts of your own that contacts, companies and leads can have, beside those that every installation knows. "
        "They appear on forms, in imports, filters and scorecards."
    )
    form = AttributeForm
    list_display = ("label", "of", "key", "type", "position")
    list_filter = ("of", "type")
    search_fields = ("key", "label", "label_de")
    fixed = ("of", "key")


class FactsAdmin(HouseAdmin):
    """People and companies are added in the CRM; here their facts are corrected, and each change is remembered."""

    readonly_fields: ClassVar[tuple[str, ...]] = ("attributes", "external_source", "external_id", "created_at")
    list_select_related: ClassVar[tuple[str, ...]] = ("owner", "team")
    show_facets = admin.ShowFacets.NEVER

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        change_facts(obj, {name: form.cleaned_data[name] for name in form.changed_data}, by=request.user)


class Emails(ReadOnlyLines):
    model = ContactEmail
    fields = ("address", "primary")


@admin.register(Contact)
class ContactAdmin(FactsAdmin):
    intro = _("Everybody we know. Corrections are remembered with date and name, as on the contact's own page.")
    page = "contacts:record"
    list_display = ("name", "company", "phase", "owner", "team", "country", "created_at")
    list_filter = ("phase", "team", "language", "no_email", "no_phone")
    list_select_related = ("owner", "team", "company")
    prefetched = ("emails",)
    search_fields = ("last_name", "first_name", "emails__address", "company__name")
    autocomplete_fields = ("company", "owner", "team")
    readonly_fields = ("phase", *FactsAdmin.readonly_fields)
    inlines = (Emails,)


@admin.register(Company)
class CompanyAdmin(FactsAdmin):
    intro = _("The organisations that contacts belong to.")
    page = "companies:record"
    list_display = ("name", "domain", "country", "city", "owner", "team", "created_at")
    list_filter = ("team", "industry")
    search_fields = ("name", "domain", "vat_id")
    autocomplete_fields = ("owner", "team")


@admin.register(FieldChange)
class FieldChangeAdmin(ReadOnlyAdmin):
    section = JOURNAL
    intro = _("Who changed which fact from what to what, and when.")
    list_display = ("at", "kind", "contact", "field", "old", "new", "by")
    list_filter = ("kind",)
    list_select_related = ("contact", "by")
    prefetched = ("contact__emails",)
    search_fields = ("=record_id", "=field", "contact__last_name")
    date_hierarchy = "at"
    ordering = ("-at", "-pk")
