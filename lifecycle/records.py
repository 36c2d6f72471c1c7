"""What every guarded record has in common: a kind, a state with a date, a version, rules, and a memory of steps."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any, ClassVar

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMModelMixin

from lifecycle.rules import Rules


class Guarded(FSMModelMixin, models.Model):
    """The state changes only through `lifecycle.doors`; the database refuses anything else."""

    kind: ClassVar[str]
    state: Any  # the FSMField of the record
    pages: ClassVar[str] = ""  # the namespace of its pages, if that is not its app's name
    entered_at = models.DateTimeField(_("since"), editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    @cached_property
    def rules(self) -> Rules:
        return Rules.of(self)

    def policy_facts(self) -> dict[str, Any]:
        """What a lifecycle policy may ask about: value, existing_customer, country, products."""
        return {}

    def subject_rows(self) -> Iterable[tuple[str, int | None]]:
        """The company and the contact this record is about: locked first, in this order."""
        return (
            ("contacts.Company", getattr(self, "company_id", None)),
            ("contacts.Contact", getattr(self, "contact_id", None)),
        )

    def evidence_rows(self) -> Iterable[QuerySet[Any]]:
        """Querysets of the rows the gates look at: locked after the record."""
        return ()

    @property
    def successor(self) -> Any:
        """The record that this one has given birth to: where the work goes on."""
        return None

    def versions(self) -> dict[str, Any]:
        """Which versions of scorecard and policy this record is judged by, for the log."""
        return {"policy": self.rules.version} if self.rules.version else {}

    def state_before(self) -> str:
        """The state this record was in before it came into the present one."""
        from lifecycle.models import Transition

        return (
            Transition.objects.of(self).filter(target=self.state).order_by("-seq").values_list("source", flat=True)[0]
        )

    def remember_judgements(self) -> None:
        self.__dict__["judged"] = {}

    def forget_judgements(self) -> None:
        self.__dict__.pop("judged", None)
        self.__dict__.pop("rules", None)
