"""Policies and reasons are set here; transitions and waivers are read."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from crm.core.admin import JOURNAL, QUALIFYING, HouseAdmin, Lines, ReadOnlyAdmin
from lifecycle import vocabulary
from lifecycle.forms import GateRuleForm, OncePerPlace, StateRuleForm, StepRuleForm
from lifecycle.models import GateRule, LifecyclePolicy, Reason, StateRule, StepRule, Transition, Waiver


class GateRules(Lines):
    model = GateRule
    form = GateRuleForm
    verbose_name_plural = _("Gates: which are needed, and who may let one go")


class StepRules(Lines):
    model = StepRule
    form = StepRuleForm
    formset = OncePerPlace
    verbose_name_plural = _("Steps: which happen by themselves as soon as their gates hold")


class StateRules(Lines):
    model = StateRule
    form = StateRuleForm
    formset = OncePerPlace
    verbose_name_plural = _("States: how many days are usual before a record counts as slow")


@admin.register(LifecyclePolicy)
class LifecyclePolicyAdmin(HouseAdmin):
    section = QUALIFYING
    intro = _(
        "A policy says which gates count for which deals. Policies are tried in their order, and the first active one "
        "that applies is used. Gates and steps it does not mention stay as shipped; without an active policy every "
        "gate counts. Each change makes a new version, and every step on the record names the version it was judged by."
    )
    list_display = ("name", "position", "active", "max_value", "existing_customer", "in_countries", "version")
    list_filter = ("active",)
    search_fields = ("name",)
    inlines = (GateRules, StepRules, StateRules)
    readonly_fields = ("version",)
    fieldsets = (
        (None, {"fields": ("name", "active", "position", "version")}),
        (
            _("Applies to"),
            {
                "fields": ("max_value", "existing_customer", "countries"),
                "description": _("All conditions must hold. Left empty, the policy applies to every record."),
            },
        ),
    )

    @admin.display(description=_("countries"))
    def in_countries(self, policy: LifecyclePolicy) -> str:
        return ", ".join(policy.countries) or str(_("all"))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if change and (form.has_changed() or any(each.has_changed() for each in formsets)):
            form.instance.revise()


@admin.register(Reason)
class ReasonAdmin(HouseAdmin):
    section = QUALIFYING
    intro = _(
        "Whoever ends a lead, prospect or opportunity picks one of these, so that reports can count why. Keep the list "
        "short. A reason in use is not renamed into another meaning: retire it and add a new one."
    )
    list_display = ("label", "label_de", "kind", "active", "position")
    list_editable = ("active", "position")
    list_filter = ("kind", "active")
    search_fields = ("label", "label_de")
    fixed = ("kind",)


@admin.register(Waiver)
class WaiverAdmin(ReadOnlyAdmin):
    section = JOURNAL
    intro = _("Gates that somebody entitled let go, for one record and with a reason. They are given on the record.")
    list_display = ("at", "sentence_of_gate", "kind", "record_id", "by", "reason", "revoked_at")
    list_filter = ("kind", "gate")
    search_fields = ("reason", "by__email", "by__last_name")
    list_select_related = ("by",)
    date_hierarchy = "at"
    ordering = ("-at",)

    @admin.display(description=_("gate"))
    def sentence_of_gate(self, waiver: Waiver) -> Any:
        return vocabulary.label(vocabulary.gates(), waiver.gate)


@admin.register(Transition)
class TransitionAdmin(ReadOnlyAdmin):
    section = JOURNAL
    intro = _(
        "Every step that any record ever took: from where, to where, by whom, on what evidence. The list only grows; "
        "the database holds every record's state against it and refuses what came in by another way."
    )
    list_display = ("at", "kind", "contact", "step", "source", "target", "by", "reason")
    list_filter = ("kind", "step", "target")
    search_fields = ("=record_id", "contact__last_name", "contact__first_name")
    list_select_related = ("contact", "by", "reason")
    prefetched = ("contact__emails",)
    date_hierarchy = "at"
    ordering = ("-at", "-pk")
    hidden = ("evidence",)
    fields = (
        "kind", "record_id", "seq", "contact", "step", "source", "target", "at", "by", "reason", "note", "checklist",
        "versions",
    )  # fmt: skip

    @admin.display(description=_("evidence"))
    def checklist(self, transition: Transition) -> Any:
        known = vocabulary.gates()
        lines = (
            (vocabulary.label(known, each["gate"]), each["state"], each["evidence"]) for each in transition.evidence
        )
        return format_html_join("", "<p><strong>{}</strong> ({}) {}</p>", lines) or "–"
