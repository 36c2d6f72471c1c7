"""A step is a django-fsm transition with a verb; here it is declared, found and described."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django_fsm import GET_STATE, transition

from lifecycle.gates import Gate, Text, Verdict
from lifecycle.refusals import Impossible

Predicate = Callable[[Any, Any], bool]


def allowed(may: Predicate) -> Callable[[Any, Any], bool]:
    """django-fsm passes (record, user); our predicates read `may(user, record)`."""
    return lambda record, user: may(user, record)


def step(
    field: Any,
    source: str | Sequence[str],
    target: Any,
    *,
    label: Text,
    may: Predicate,
    gates: Iterable[Gate] = (),
    by_itself: bool = False,
    forward: bool = False,
    reason: str = "",
    icon: str = "arrow-right",
    needs: Sequence[str] = (),
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare one step.

    `by_itself`: taken without a person once its gates hold, unless policy says otherwise; `forward`: on the path to
    customer, so its gates are the record's checklist; `reason`: the kind of Reason it asks for; `needs`: the names of
    the details that a person must give (a form field each).
    """
    custom = {
        "label": label,
        "by_itself": by_itself,
        "forward": forward,
        "reason": reason,
        "icon": icon,
        "needs": tuple(needs),
    }
    return transition(  # type: ignore[no-any-return]
        field=field, source=source, target=target, conditions=list(gates), permission=allowed(may), custom=custom
    )


@dataclass(frozen=True)
class Step:
    """One step as seen from one record in its present state."""

    name: str
    record: Any
    transition: Any

    def __getattr__(self, name: str) -> Any:
        custom = object.__getattribute__(self, "transition").custom
        if name in custom:
            return custom[name]
        raise AttributeError(name)

    @property
    def gates(self) -> list[Gate]:
        return list(self.transition.conditions)

    @property
    def automatic(self) -> bool:
        """May it happen without a person: the policy's word, else the step's own."""
        return bool(self.record.rules.by_itself(self.name, default=self.by_itself))

    def allowed_to(self, user: Any) -> bool:
        return bool(self.transition.has_perm(self.record, user))

    def checklist(self) -> list[Verdict]:
        return [gate.judge(self.record) for gate in self.gates]

    def is_ready(self) -> bool:
        """Do all gates hold? Asks no further than the first that does not."""
        return all(gate(self.record) for gate in self.gates)

    def missing(self) -> list[Verdict]:
        return [verdict for verdict in self.checklist() if not verdict.passes]


def steps_from_here(record: Any) -> list[Step]:
    """All steps that are possible from the record's state, in the order they are declared."""
    found = [
        Step(name, record, possible)
        for name, method in type(record)._meta.get_field("state").transitions[type(record)].items()
        if (possible := method._django_fsm.get_transition(record.state)) is not None
    ]
    return sorted(found, key=lambda each: each.transition.method.__code__.co_firstlineno)


def find(record: Any, name: str) -> Step:
    """The named step from the record's state. Raises Impossible for unknown names and wrong states alike."""
    for each in steps_from_here(record):
        if each.name == name:
            return each
    raise Impossible(name, record.state)


def forward_step(record: Any) -> Step | None:
    """The step whose gates are the record's checklist: the next one on the path to customer."""
    ahead = [each for each in steps_from_here(record) if each.forward]
    return ahead[-1] if ahead else None


def targets(transition_: Any) -> list[str]:
    """Every state a transition may end in."""
    target = transition_.target
    return [str(state) for state in (target.allowed_states if isinstance(target, GET_STATE) else [target])]
