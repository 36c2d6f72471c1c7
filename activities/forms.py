"""Forms for tasks: planning, changing, and finishing with what comes next."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.forms.utils import from_current_timezone
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.about import name_of
from activities.follow_up import outcomes_of, suggestion
from activities.models import Task, TaskKind
from activities.next_steps import NextStep
from activities.working_days import working_day_from
from contacts.models import Contact
from crm.core import clock
from crm.core.forms import DayField
from team.models import User

SHOWN = 6  # people to choose from when a name is not clear


def day_input(**more: Any) -> forms.DateField:
    return DayField(label=_("Day"), **more)


def time_input() -> forms.TimeField:
    widget = forms.TimeInput({"type": "time"}, format="%H:%M")
    return forms.TimeField(label=_("Time"), widget=widget, required=False, help_text=_("Empty: any time that day."))


class DueMixin(forms.Form):
    """A day, and a time if it matters, in the reader's zone; together `due`."""

    def due(self) -> date:
        day, at = self.cleaned_data["day"], self.cleaned_data.get("time")
        return from_current_timezone(datetime.combine(day, at)) if at else day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("day") and data.get("time"):
            self.due()  # says so where summer time skips or repeats that hour
        return data


class TaskForm(DueMixin):
    """A task to plan or to change. Whom it is about is given, or found by name, mail address or telephone number."""

    who = forms.CharField(label=_("Who"), max_length=200, help_text=_("Name, mail address or telephone number."))
    kind = forms.ChoiceField(label=_("Kind"), choices=TaskKind.choices)
    subject = forms.CharField(label=_("What"), max_length=200)
    day = day_input()
    time = time_input()
    owner = forms.ModelChoiceField(label=_("Owner"), queryset=User.objects.none())
    why = forms.CharField(
        label=_("Why"), required=False, widget=forms.Textarea({"rows": 2}), help_text=_("The reason, in words.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, user: User, data: Any = None, *, about: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.user, self.about = user, about
        self.candidates: list[tuple[str, str]] = []  # people to choose from, as `subject_for` names them
        self.fields["owner"].queryset = User.objects.working()  # type: ignore[attr-defined]
        if about is not None:
            del self.fields["who"]

    @classmethod
    def fresh(cls, user: User, about: Any = None) -> TaskForm:
        """To plan with: today, by oneself."""
        return cls(user, about=about, initial={"day": clock.today(), "owner": user.pk, "kind": TaskKind.TODO})

    @classmethod
    def of(cls, task: Task, user: User) -> TaskForm:
        local = timezone.localtime(task.due_at)
        known = {"kind": task.kind, "subject": task.subject, "why": task.why, "owner": task.owner_id}
        when = {"day": local.date(), "time": None if task.all_day else local.time()}
        return cls(user, about=task.contact, initial=known | when | {"version": task.version})

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("kind", "subject", "owner", "why")} | {"due": self.due()}

    def shown_again(self, task: Task) -> None:
        """Everything typed is kept; saving once more overwrites what `task` has become."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["version"] = str(task.version)
        self.data = data

    def clean_who(self) -> str:
        text: str = self.cleaned_data["who"]
        found = Contact.objects.visible_to(self.user).search(text).select_related("company").prefetch_related("emails")
        people = list(found.order_by("last_name", "first_name", "pk")[:SHOWN])
        if not people:
            raise forms.ValidationError(_("Nobody is found by that. Try a part of the name."))
        if len(people) > 1:
            self.candidates = [(name_of(each), _described(each)) for each in people]
            raise forms.ValidationError(_("Several people are found by that: choose one, or say more."))
        self.about = people[0]
        return text


class FinishForm(DueMixin):
    """How it went, and what comes next, in one form."""

    outcome = forms.CharField(widget=forms.HiddenInput)
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea({"rows": 2}))
    then = forms.ChoiceField(
        label=_("Then"), choices=[("plan", _("Plan the next step")), ("nothing", _("Nothing more to do"))]
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=TaskKind.choices, required=False)
    subject = forms.CharField(label=_("What"), max_length=200, required=False)
    day = day_input(required=False)
    time = time_input()
    version = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, task: Task, outcome: str) -> FinishForm:
        """Prefilled with what usually follows."""
        known = outcomes_of(task.kind)
        outcome = outcome if outcome in known else known[0]
        then = suggestion(task, outcome)
        next_step = {"kind": then.kind, "subject": then.subject, "day": then.due}
        return cls(initial={"outcome": outcome, "then": "plan", "version": task.version} | next_step)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("then") == "plan":
            for name in ("subject", "day"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("Say what comes next, and when."))
        return data

    def facts(self) -> dict[str, Any]:
        data = self.cleaned_data
        then = NextStep(data["subject"], self.due(), data["kind"] or TaskKind.TODO) if data["then"] == "plan" else None
        return {"outcome": data["outcome"], "note": data["note"], "version": data["version"], "then": then}


class PostponeForm(forms.Form):
    """So many days later, on a day on which people work."""

    days = forms.IntegerField(min_value=1, max_value=90)
    version = forms.IntegerField(required=False)

    def facts(self) -> dict[str, Any]:
        day = working_day_from(clock.today() + timedelta(days=self.cleaned_data["days"]))
        return {"due": day, "version": self.cleaned_data["version"]}


def _described(contact: Contact) -> str:
    return ", ".join(str(part) for part in (contact, contact.job_title, contact.company) if part)
