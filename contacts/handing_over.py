"""Handing over: many records get another owner at once, with their history, and what is planned for them goes along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import F, QuerySet

from contacts.models import FieldChange
from crm.core import clock
from team.models import User

MOST = 10_000  # at once: more would hold its locks for too long


class TooMany(Exception):
    """More rows than can be handed over at once; nothing was changed."""


@dataclass(frozen=True)
class Handed:
    """How many changed hands, and how many of those asked for are not the asker's to give."""

    done: int
    refused: int


@transaction.atomic
def hand_over(rows: QuerySet[Any], to: User, *, by: User) -> Handed:
    """Give the rows to somebody and their team; rows they have already count as done."""
    model: Any = rows.model
    ids = list(rows.order_by().values_list("pk", flat=True)[: MOST + 1])
    if len(ids) > MOST:
        raise TooMany
    given = list(model.objects.filter(pk__in=ids).writable_by(by).select_for_update(of=("self",)).order_by("pk"))
    changed = [each for each in given if (each.owner_id, each.team_id) != (to.pk, to.team_id)]
    _remember(changed, to, by)
    moved = model.objects.filter(pk__in=[each.pk for each in changed])
    moved.update(owner=to, team=to.team, version=F("version") + 1)
    _take_tasks_along(model.kind, changed, to)
    return Handed(len(given), len(ids) - len(given))


def _remember(changed: list[Any], to: User, by: User) -> None:
    """Nobody else is told: no gate and no score asks whose a record is."""
    now = clock.now()
    FieldChange.objects.bulk_create(
        FieldChange(
            kind=each.kind, record_id=each.pk, contact_id=each.pk if each.kind == "contact" else _contact_of(each),
            field=field, old=getattr(each, f"{field}_id"), new=new, at=now, by=by,
        )
        for each in changed
        for field, new in (("owner", to.pk), ("team", to.team_id))
    )  # fmt: skip


def _contact_of(record: Any) -> int | None:
    return getattr(record, "contact_id", None)


def _take_tasks_along(kind: str, changed: list[Any], to: User) -> None:
    """Open tasks of the owners before; what a third person has to do stays theirs."""
    tasks = apps.get_model("activities.Task")._default_manager.open()  # type: ignore[attr-defined]
    about: dict[str, Any] = {"about_kind": "", "contact__in": changed} if kind == "contact" else {"about_kind": kind}
    if kind not in ("contact", "company"):
        about["about_id__in"] = [each.pk for each in changed]
    if kind != "company":
        owners = {each.owner_id for each in changed}
        tasks.filter(**about, owner__in=owners).update(owner=to, team=to.team, version=F("version") + 1)
