"""Prospects and the evidence for them, to look at: they move on their own pages, through the door."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from crm.core.admin import ReadOnlyAdmin, ReadOnlyLines
from prospects.models import CreditCheck, Demo, Participant, Prospect

ELSEWHERE = _("To look at: steps are taken on the record's own page, where its gates are.")


class Participants(ReadOnlyLines):
    model = Participant
    fk_name = "prospect"
    fields = ("contact", "role", "main")


@admin.register(Prospect)
class ProspectAdmin(ReadOnlyAdmin):
    intro = ELSEWHERE
    page = "prospects:record"
    list_display = ("contact", "company", "title", "state", "entered_at", "owner", "team", "expected_value", "currency")
    list_filter = ("state", "team")
    list_select_related = ("contact", "company", "owner", "team")
    prefetched = ("contact__emails",)
    search_fields = ("title", "contact__last_name", "contact__first_name", "company__name")
    inlines = (Participants,)


@admin.register(CreditCheck)
class CreditCheckAdmin(ReadOnlyAdmin):
    intro = _("To look at: credit officers decide in the credit queue, and never on what they own or asked for.")
    page = "credit:check"
    list_display = ("number", "company", "contact", "state", "amount", "limit", "currency", "valid_until", "decided_by")
    list_filter = ("state", "prepayment_only")
    list_select_related = ("company", "contact", "decided_by")
    prefetched = ("contact__emails",)
    search_fields = ("company__name", "contact__last_name")
    date_hierarchy = "requested_at"


@admin.register(Demo)
class DemoAdmin(ReadOnlyAdmin):
    intro = ELSEWHERE
    list_display = ("at", "contact", "state", "host", "interest", "wants_to_go_on")
    list_filter = ("state", "wants_to_go_on")
    list_select_related = ("contact", "host")
    prefetched = ("contact__emails",)
    search_fields = ("contact__last_name", "host__last_name")
    date_hierarchy = "at"
