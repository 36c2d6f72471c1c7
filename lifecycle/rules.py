"""Which policy applies to a record, and what it says about gates and steps; no policy: the shipped rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lifecycle.gates import Gate
    from lifecycle.models import GateRule, LifecyclePolicy, StateRule, StepRule, Waiver


@dataclass(frozen=True)
class GateTerms:
    required: bool = True
    waived_by: str = ""
    policy: str = ""


@dataclass
class Rules:
    """The record's policy with its exceptions, read in three queries at most."""

    policy: LifecyclePolicy | None
    gates: dict[str, GateRule] = field(default_factory=dict)
    steps: dict[str, StepRule] = field(default_factory=dict)
    states: dict[str, StateRule] = field(default_factory=dict)
    waivers: dict[str, Waiver] = field(default_factory=dict)

    @classmethod
    def of(cls, record: Any) -> Rules:
        from lifecycle.models import LifecyclePolicy, Waiver

        waivers = {each.gate: each for each in Waiver.objects.active_for(record)}
        policy = LifecyclePolicy.objects.for_record(record)
        if policy is None:
            return cls(None, waivers=waivers)
        return cls(
            policy,
            gates={each.gate: each for each in policy.gate_rules.all()},
            steps={each.step: each for each in policy.step_rules.all() if each.kind == record.kind},
            states={each.state: each for each in policy.state_rules.all() if each.kind == record.kind},
            waivers=waivers,
        )

    @property
    def version(self) -> str:
        return f"{self.policy.name}/{self.policy.version}" if self.policy else ""

    def gate(self, gate: Gate) -> GateTerms:
        rule = self.gates.get(gate.key)
        if rule is None:
            return GateTerms(waived_by=gate.waived_by)
        return GateTerms(rule.required, rule.waived_by or gate.waived_by, str(self.policy))

    def waiver(self, gate: Gate) -> Waiver | None:
        return self.waivers.get(gate.key)

    def by_itself(self, step: str, *, default: bool) -> bool:
        rule = self.steps.get(step)
        return default if rule is None or rule.by_itself is None else rule.by_itself

    def days_allowed(self, state: str) -> int | None:
        rule = self.states.get(state)
        return rule.days_allowed if rule else None
