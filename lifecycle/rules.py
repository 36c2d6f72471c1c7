"""Which policy applies to a record, and what it says about gates and steps; no policy: the shipped rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lifecycle.gates import Gate
    from lifecycle.models import LifecyclePolicy, Waiver


@dataclass(frozen=True)
class GateTerms:
    required: bool = True
    waived_by: str = ""
    policy: str = ""


@dataclass
class Rules:
    """The record's policy, read in one query, and its exceptions, read in another once a gate is shut."""

    record: Any
    policy: LifecyclePolicy | None = None
    gates: dict[str, dict[str, Any]] = field(default_factory=dict)
    steps: dict[str, bool | None] = field(default_factory=dict)
    states: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, record: Any) -> Rules:
        from lifecycle.models import LifecyclePolicy

        policy: Any = LifecyclePolicy.objects.for_record(record)
        if policy is None:
            return cls(record)
        return cls(
            record,
            policy,
            gates={line["gate"]: line for line in policy.gate_lines},
            steps={line["step"]: line["by_itself"] for line in policy.step_lines if line["kind"] == record.kind},
            states={line["state"]: line["days_allowed"] for line in policy.state_lines if line["kind"] == record.kind},
        )

    @cached_property
    def waivers(self) -> dict[str, Waiver]:
        from lifecycle.models import Waiver

        return {each.gate: each for each in Waiver.objects.active_for(self.record)}

    @property
    def version(self) -> str:
        return f"{self.policy.name}/{self.policy.version}" if self.policy else ""

    def gate(self, gate: Gate) -> GateTerms:
        rule = self.gates.get(gate.key)
        if rule is None or gate.binding:
            return GateTerms(waived_by=gate.waived_by)
        return GateTerms(rule["required"], rule["waived_by"] or gate.waived_by, str(self.policy))

    def waiver(self, gate: Gate) -> Waiver | None:
        return self.waivers.get(gate.key)

    def by_itself(self, step: str, *, default: bool) -> bool:
        said = self.steps.get(step)
        return default if said is None else said

    def days_allowed(self, state: str) -> int | None:
        return self.states.get(state)
