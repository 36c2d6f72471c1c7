"""The outbox: what left, what waits, what was given up and may be tried again."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from activities.models import OutboxMessage
from activities.outbox import try_again
from crm.core.admin import JOURNAL, ReadOnlyAdmin


class Fate(admin.SimpleListFilter):
    title = _("outcome")
    parameter_name = "fate"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("waiting", _("waiting")), ("sent", _("sent")), ("dead", _("given up"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[OutboxMessage]) -> QuerySet[OutboxMessage]:
        match self.value():
            case "waiting":
                return queryset.filter(sent_at=None, dead_at=None)
            case "sent":
                return queryset.exclude(sent_at=None)
            case "dead":
                return queryset.exclude(dead_at=None)
        return queryset


@admin.register(OutboxMessage)
class OutboxMessageAdmin(ReadOnlyAdmin):
    section = JOURNAL
    intro = _(
        "Every mail leaves through this list. What a mail server refuses for a while is tried again by itself, later "
        "and later; what was given up waits here for you."
    )
    list_display = ("created_at", "to", "subject", "attempts", "due_at", "sent_at", "dead_at", "error")
    list_filter = (Fate,)
    search_fields = ("to", "subject", "message_id")
    date_hierarchy = "created_at"
    ordering = ("-created_at", "-pk")
    hidden = ("html",)
    actions = ("send_again",)

    @admin.action(description=_("Try again to send the selected messages"), permissions=["view"])
    def send_again(self, request: HttpRequest, queryset: QuerySet[OutboxMessage]) -> None:
        given_up = list(queryset.exclude(dead_at=None))
        for message in given_up:
            try_again(message)
        words = ngettext(
            "{number} message will be tried again.", "{number} messages will be tried again.", len(given_up)
        )
        self.message_user(request, words.format(number=len(given_up)))
