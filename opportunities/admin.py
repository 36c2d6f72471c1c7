"""Products are kept here; opportunities and quotes are looked at and move on their own pages."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from crm.core.admin import SELLING, HouseAdmin, ReadOnlyAdmin, ReadOnlyLines
from opportunities.models import Opportunity, Product, Quote, QuoteLine


@admin.register(Product)
class ProductAdmin(HouseAdmin):
    section = SELLING
    intro = _(
        "What quotes are made of. A quote keeps the name and price of its day, so you may change them at any time; "
        "retire what you no longer sell."
    )
    list_display = ("sku", "name", "name_de", "price", "currency", "unit", "tax_rate", "active")
    list_filter = ("active", "currency")
    search_fields = ("sku", "name", "name_de")


@admin.register(Opportunity)
class OpportunityAdmin(ReadOnlyAdmin):
    intro = _("To look at: steps are taken on the opportunity's own page, where its gates are.")
    page = "opportunities:record"
    list_display = ("__str__", "company", "state", "entered_at", "owner", "team", "expected_value", "currency")
    list_filter = ("state", "team")
    list_select_related = ("contact", "company", "owner", "team")
    prefetched = ("contact__emails",)
    search_fields = ("title", "contact__last_name", "company__name")


class QuoteLines(ReadOnlyLines):
    model = QuoteLine
    fields = ("position", "text", "quantity", "unit_price", "discount", "tax_rate")


@admin.register(Quote)
class QuoteAdmin(ReadOnlyAdmin):
    intro = _(
        "To look at: drafts are written in the quote editor, and a sent quote is only ever replaced by a new one."
    )
    page = "quotes:record"
    list_display = ("number", "contact", "state", "sent_at", "valid_until", "answered_at")
    list_filter = ("state", "prepayment")
    list_select_related = ("contact",)
    prefetched = ("contact__emails",)
    search_fields = ("number", "contact__last_name", "order_reference")
    inlines = (QuoteLines,)
