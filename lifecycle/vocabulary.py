"""The gates, steps and states that a policy may speak of: those of the journey, read from the state machines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from lifecycle.edges import guarded_models
from lifecycle.gates import Gate
from lifecycle.records import Guarded

Choices = list[tuple[str, Any]]
Grouped = list[tuple[Any, Choices]]  # as form fields take it: groups named by kind


def gates() -> Grouped:
    """Every gate that a policy may let go, once, by its sentence, under the first kind that has it."""
    seen: set[str] = set()

    def new(gate: Gate) -> bool:
        return not (gate.key in seen or seen.add(gate.key))  # type: ignore[func-returns-value]

    return _by_kind(
        lambda model: [(gate.key, gate.sentence) for gate in _gates(model) if new(gate) and not gate.binding]
    )


def steps() -> Grouped:
    """Steps that can happen by themselves, as `kind:step`."""
    return _by_kind(lambda model: [(f"{model.kind}:{each.name}", each.custom["label"]) for each in _ahead(model)])


def states() -> Grouped:
    """States from which it goes on, as `kind:state`."""
    return _by_kind(lambda model: [(f"{model.kind}:{state}", label) for state, label in _states(model)])


def label(grouped: Grouped, value: str) -> Any:
    """How a value reads; itself when nothing is known of it any more."""
    return next((words for _group, choices in grouped for key, words in choices if key == value), value)


def _by_kind(choices: Callable[[type[Guarded]], Choices]) -> Grouped:
    return [(model._meta.verbose_name, choices(model)) for model in guarded_models() if _ahead(model)]


def _ahead(model: type[Guarded]) -> list[Any]:
    """One transition for each step on the path to customer, in the order they are declared."""
    found = {each.name: each for each in _transitions(model) if each.custom.get("forward")}
    return sorted(found.values(), key=lambda each: each.method.__code__.co_firstlineno)


def _gates(model: type[Guarded]) -> Iterator[Gate]:
    for each in _ahead(model):
        yield from each.conditions


def _states(model: type[Guarded]) -> Choices:
    sources = {str(each.source) for each in _transitions(model) if each.custom.get("forward")}
    return [(state, words) for state, words in _state_field(model).choices if state in sources]


def _transitions(model: type[Guarded]) -> Any:
    return _state_field(model).get_all_transitions(model)


def _state_field(model: Any) -> Any:
    return model._meta.get_field("state")
