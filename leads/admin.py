"""Leads, to look at: they move on their own pages, through the door."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from crm.core.admin import ReadOnlyAdmin
from leads.models import Lead


@admin.register(Lead)
class LeadAdmin(ReadOnlyAdmin):
    intro = _("To look at: steps are taken on the lead's own page, where its gates are.")
    page = "leads:record"
    list_display = ("contact", "interest", "state", "entered_at", "source", "owner", "team", "created_at")
    list_filter = ("state", "team", "known_outcome")
    list_select_related = ("contact", "owner", "team")
    prefetched = ("contact__emails",)
    search_fields = ("contact__last_name", "contact__first_name", "interest", "=external_id")
