"""A gate is a condition that can say its name: it guards a step and is a line of the checklist."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True)
class Remedy:
    """The button that makes a gate hold: `url` is a URL name that takes the record's id."""

    label: Text
    url: str
    icon: str = "arrow-right"
    query: str = ""


@dataclass(frozen=True)
class Finding:
    """What a gate saw: whether it holds, the proof in words, and the facts kept with the transition.

    `remedy` is what helps as things stand, where that is another than the gate's own.
    """

    holds: bool
    evidence: Text = ""
    facts: dict[str, Any] = field(default_factory=dict)
    remedy: Remedy | None = None

    def __bool__(self) -> bool:
        return self.holds


@dataclass(frozen=True)
class Verdict:
    """A gate, judged for one record."""

    gate: Gate
    state: str  # ok · open · waived · not_required
    evidence: Text = ""
    facts: dict[str, Any] = field(default_factory=dict)
    remedy: Remedy | None = None

    @property
    def passes(self) -> bool:
        return self.state != "open"

    @property
    def label(self) -> Text:
        return self.gate.sentence

    def as_record(self) -> dict[str, Any]:
        """The plain form that is stored with a transition or a promotion attempt."""
        return {"gate": self.gate.key, "state": self.state, "evidence": str(self.evidence), **self.facts}


@dataclass(frozen=True)
class Gate:
    """`gate(record)` = not required by the record's policy, or waived, or holds."""

    key: str
    sentence: Text
    finds: Callable[[Any], Finding]
    remedy: Remedy | None = None
    waived_by: str = ""  # a role of team.models.Role; empty: nobody may
    by_owner: bool = True  # may the record's own owner waive it, given the role?
    binding: bool = False  # no policy may let it go, and nobody waives it

    def __call__(self, record: Any) -> bool:
        return self.judge(record).passes

    def judge(self, record: Any) -> Verdict:
        """Judge once per door: the FSM asks again what the checklist has just asked."""
        judged = record.__dict__.get("judged")
        if judged is None:
            return self._judge(record)
        if self.key not in judged:
            judged[self.key] = self._judge(record)
        return judged[self.key]  # type: ignore[no-any-return]

    def _judge(self, record: Any) -> Verdict:
        rule = record.rules.gate(self)
        if not rule.required:
            return Verdict(self, "not_required", _("Not needed: {policy}").format(policy=rule.policy))
        finding = self.finds(record)
        if finding:
            return Verdict(self, "ok", finding.evidence, finding.facts)
        if waiver := record.rules.waiver(self):
            return Verdict(self, "waived", waiver.sentence, {"waiver": waiver.pk})
        return Verdict(self, "open", finding.evidence, finding.facts, finding.remedy or self.remedy)


def gate(
    sentence: Text,
    *,
    remedy: Remedy | None = None,
    waived_by: str = "",
    by_owner: bool = True,
    binding: bool = False,
) -> Callable[[Callable[[Any], Finding | bool]], Gate]:
    """Turn a predicate over a record into a gate; the function's name is its key."""

    def build(predicate: Callable[[Any], Finding | bool]) -> Gate:
        def finds(record: Any) -> Finding:
            finding = predicate(record)
            return finding if isinstance(finding, Finding) else Finding(finding)

        return Gate(predicate.__name__, sentence, finds, remedy, waived_by, by_owner, binding)

    return build
