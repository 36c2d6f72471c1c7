"""What the list of tasks can be narrowed by."""

from __future__ import annotations

import django_filters
from django.utils.translation import gettext_lazy as _

from activities.models import Task, TaskKind
from crm.core.filters import ListFilters, days, several
from team.filters import holder


class TaskFilters(ListFilters):
    kind = several(label=_("Kind"), choices=TaskKind.choices)
    due_at = days(label=_("Due"))

    class Meta:
        model = Task
        fields: tuple[str, ...] = ()

    def made_now(self) -> dict[str, django_filters.Filter]:
        return {"owner": holder()}
