"""What the list of tasks can be narrowed by."""

from __future__ import annotations

import django_filters
from django.utils.translation import gettext_lazy as _

from activities.models import Task, TaskKind
from crm.core.filters import ListFilters, days, one_of, several
from team.filters import holder


def next_step() -> django_filters.ChoiceFilter:
    """How it stands with what is planned for a record: the phrases of `WorkedOnQuerySet`."""
    missing, late, today = _("missing"), _("late"), _("due today")
    return one_of(_("Next step"), without_next_step=missing, with_late_step=late, with_step_today=today)


class TaskFilters(ListFilters):
    kind = several(label=_("Kind"), choices=TaskKind.choices)
    due_at = days(label=_("Due"))

    class Meta:
        model = Task
        fields: tuple[str, ...] = ()

    def made_now(self) -> dict[str, django_filters.Filter]:
        return {"owner": holder()}
