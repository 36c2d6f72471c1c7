"""Scorecards are written here as drafts and activated; leads and their promotions are looked at."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from crm.core.admin import JOURNAL, QUALIFYING, HouseAdmin, Lines, ReadOnlyAdmin
from leads.models import CardState, EngagementRule, FitRule, Lead, PromotionAttempt, Scorecard
from leads.scoring import cards
from leads.scoring.card_forms import EngagementRuleForm, FitRuleForm


class DraftLines(Lines):
    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and is_open(obj)


class FitRules(DraftLines):
    model = FitRule
    form = FitRuleForm
    verbose_name_plural = _("Fit: whole points for who they are; each rule has bands, points by value, or given")


class EngagementRules(DraftLines):
    model = EngagementRule
    form = EngagementRuleForm
    verbose_name_plural = _("Engagement: points for what they do, worth half after each half-life")


@admin.register(Scorecard)
class ScorecardAdmin(HouseAdmin):
    section = QUALIFYING
    intro = _(
        "A scorecard says how many points who they are and what they do is worth, and from how many points on a lead "
        "becomes a prospect by itself. A version that was activated never changes again, so that every promotion can "
        "be explained: copy it to a new draft, change that, and activate it. Then everybody is scored anew."
    )
    list_display = ("name", "version", "state", "threshold", "minimum_fit", "half_life_days", "activated_at")
    list_filter = ("state",)
    search_fields = ("name",)
    readonly_fields = ("version", "state", "activated_at")
    fields = ("name", *cards.TERMS, *readonly_fields)
    inlines = (FitRules, EngagementRules)
    actions = ("copy_to_draft", "activate")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and is_open(obj)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change:
            super().save_model(request, obj, form, change)
        else:
            terms = {name: form.cleaned_data[name] for name in cards.TERMS}
            obj.__dict__.update(cards.write(form.cleaned_data["name"], terms, [], []).__dict__)

    @admin.action(description=_("Copy to a new draft"), permissions=["add"])
    def copy_to_draft(self, request: HttpRequest, queryset: QuerySet[Scorecard]) -> None:
        for card in queryset:
            self.message_user(request, _("{card} is the new draft.").format(card=cards.copy(card)))

    @admin.action(description=_("Activate the draft and score everybody anew"), permissions=["change"])
    def activate(self, request: HttpRequest, queryset: QuerySet[Scorecard]) -> None:
        card = queryset.first()
        if card is None or queryset.count() > 1 or not is_open(card):
            self.message_user(request, _("Select one draft. Nothing was changed."), messages.ERROR)
            return
        cards.activate(card)
        self.message_user(request, _("{card} counts from now on; scores follow in a moment.").format(card=card))


def is_open(card: Scorecard | None) -> bool:
    return card is None or card.state == CardState.DRAFT


@admin.register(Lead)
class LeadAdmin(ReadOnlyAdmin):
    intro = _("To look at: steps are taken on the lead's own page, where its gates are.")
    page = "leads:record"
    list_display = ("contact", "interest", "state", "entered_at", "source", "owner", "team", "created_at")
    list_filter = ("state", "team", "known_outcome")
    list_select_related = ("contact", "owner", "team")
    prefetched = ("contact__emails",)
    search_fields = ("contact__last_name", "contact__first_name", "interest", "=external_id")


@admin.register(PromotionAttempt)
class PromotionAttemptAdmin(ReadOnlyAdmin):
    section = JOURNAL
    intro = _("Leads that reached the threshold: whether they were promoted by themselves, or what was missing.")
    list_display = ("reached_at", "lead", "scorecard", "due_at", "tries", "promoted_at", "shut_gates")
    list_filter = ("scorecard",)
    list_select_related = ("score__lead__contact", "scorecard")
    prefetched = ("score__lead__contact__emails",)
    search_fields = ("score__lead__contact__last_name",)
    ordering = ("-reached_at", "-pk")

    @admin.display(description=_("lead"))
    def lead(self, attempt: PromotionAttempt) -> Lead:
        return attempt.score.lead

    @admin.display(description=_("missing"))
    def shut_gates(self, attempt: PromotionAttempt) -> str:
        return ", ".join(attempt.gates)
