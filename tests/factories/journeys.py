"""Put a record into any state by an honest history: transitions along the edges of its machine."""

from collections import deque

from django.db import transaction

from lifecycle.edges import edges_of
from lifecycle.models import Transition

DETOURS = ("lose", "reopen", "disqualify", "nurture", "revive", "park", "resume")


@transaction.atomic
def journey(record, state, by=None, **facts):
    """The record in `state`, its transitions written; `facts` are the columns its constraints ask for."""
    model, by = type(record), by or record.owner
    for step, source, target in path_to(model, record.state, state):
        model.objects.filter(pk=record.pk).update(state=target, **(facts if target == state else {}))
        record = model.objects.get(pk=record.pk)
        Transition.objects.log(record, step, source=source, by=by)
    return record


def path_to(model, start, goal):
    """The shortest way through the machine, as (step, source, target)."""
    ways, seen = deque([(start, [])]), {start}
    edges = [(step, source, target) for _kind, _table, step, source, target in edges_of(model)]
    edges.sort(key=lambda edge: edge[0] in DETOURS)
    while ways:
        state, way = ways.popleft()
        if state == goal:
            return way
        for step, source, target in edges:
            if source == state and target not in seen:
                seen.add(target)
                ways.append((target, [*way, (step, source, target)]))
    raise AssertionError(f"no way from {start} to {goal}")
