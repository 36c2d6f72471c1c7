"""A scorecard as a TOML file: read with every mistake named, written so that reading and writing again changes nothing.

Written in one fixed order: the terms, the rules as they are numbered, the values of a rule from the most points down.
"""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from activities.models import ActivityKind
from contacts.models import AttributeDefinition
from leads.models import Scorecard
from leads.scoring import cards, facts

BARE = re.compile(r"[A-Za-z0-9_-]+")
POINTS = (-9999, 9999)
TERMS = {"half_life_days": (1, 3650), "threshold": POINTS, "minimum_fit": POINTS, "daily_capacity": (0, 9999)}
REQUIRED = ("half_life_days", "threshold")
FORMS = ("bands", "points", "given")


class Unreadable(ValueError):
    """The file cannot be a scorecard; the message says where and why."""


def load(text: str) -> Scorecard:
    """A new draft from the text of a file. Raises Unreadable; then nothing was written."""
    data = parse(text)
    with transaction.atomic():
        return cards.write(data["name"], data["terms"], data["fit"], data["engagement"])


def parse(text: str) -> dict[str, Any]:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Unreadable(_("This is not TOML: {error}.").format(error=error)) from error
    _only(data, ("name", *TERMS, "fit", "engagement"), "")
    name = data.get("name")
    if not isinstance(name, str) or not name.strip() or len(name) > 80:
        raise Unreadable(_("“name” must be a text of at most 80 characters."))
    return {
        "name": name,
        "terms": {term: _whole(data[term], term, *span) for term, span in TERMS.items() if _given(data, term)},
        "fit": [fit_rule(rule, _("fit rule {n}").format(n=n)) for n, rule in _tables(data, "fit")],
        "engagement": [
            engagement_rule(rule, _("engagement rule {n}").format(n=n)) for n, rule in _tables(data, "engagement")
        ],
    }


def dump(card: Scorecard) -> str:
    """The file of a scorecard; `load` of it gives the same rules, and `dump` of those the same bytes."""
    terms, fit, engagement = cards.rules_of(card)
    head = [f"name = {_text(card.name)}", *(f"{key} = {value}" for key, value in terms.items() if value is not None)]
    tables = [*(_table("fit", rule) for rule in fit), *(_table("engagement", rule) for rule in engagement)]
    return "\n".join([*head, *tables, ""])


def warnings(card: Scorecard) -> list[str]:
    """Rules about attributes that nobody has defined: they give no points until somebody does."""
    known = set(AttributeDefinition.objects.values_list("of", "key"))
    asked = [(n, facts.find(rule.field)) for n, rule in enumerate(card.fit_rules.all(), 1)]
    sentence = _("fit rule {n}: there is no attribute “{name}” yet; the rule gives no points until it is defined.")
    return [sentence.format(n=n, name=fact.name) for n, fact in asked if fact.attribute and fact.attribute not in known]


def fit_rule(rule: dict[str, Any], where: str) -> dict[str, Any]:
    """The rule as `cards.write` takes it. Raises Unreadable."""
    _only(rule, ("field", "label", *FORMS), where)
    forms = [form for form in FORMS if form in rule]
    if len(forms) != 1:
        raise _wrong(where, _("it needs exactly one of bands, points and given."))
    try:
        field = facts.find(str(rule.get("field", ""))).name
    except ValueError as error:
        raise _wrong(where, str(error)) from error
    read = {"bands": _bands, "points": _map, "given": lambda value, at: _whole(value, at, *POINTS)}[forms[0]]
    return {"field": field, "label": _label(rule, where), forms[0]: read(rule[forms[0]], where)}


def engagement_rule(rule: dict[str, Any], where: str) -> dict[str, Any]:
    """The rule as `cards.write` takes it. Raises Unreadable."""
    _only(rule, ("activity", "label", "where", "points", "per_day"), where)
    if rule.get("activity") not in ActivityKind.values:
        kinds = ", ".join(ActivityKind.values)
        raise _wrong(where, _("“activity” must be one of {kinds}.").format(kinds=kinds))
    conditions = rule.get("where", {})
    if not isinstance(conditions, dict) or not all(isinstance(value, str) for value in conditions.values()):
        raise _wrong(where, _('“where” must be a table of texts, like { path = "/pricing*" }.'))
    if "points" not in rule:
        raise _wrong(where, _("“points” is missing."))
    read: dict[str, Any] = {"activity": rule["activity"], "label": _label(rule, where), "where": conditions}
    read["points"] = _whole(rule["points"], where, 1, POINTS[1])
    if "per_day" in rule:
        read["per_day"] = _whole(rule["per_day"], where, 1, POINTS[1])
    return read


def _bands(value: Any, where: str) -> list[list[Any]]:
    pairs = isinstance(value, list) and value and all(isinstance(pair, list) and len(pair) == 2 for pair in value)
    if not pairs or not all(type(least) in (int, float) and abs(least) < 1e15 for least, _points in value):
        raise _wrong(where, _("“bands” must be a list of pairs, like [[1200, 25], [600, 18]]."))
    return [[least, _whole(points, where, *POINTS)] for least, points in value]


def _map(value: Any, where: str) -> dict[str, int]:
    if not isinstance(value, dict) or not value:
        raise _wrong(where, _("“points” must be a table, like { google = 5 }."))
    if len({key.lower() for key in value}) < len(value):
        raise _wrong(where, _("two values of “points” differ only in capital letters."))
    return {key: _whole(points, where, *POINTS) for key, points in value.items()}


def _label(rule: dict[str, Any], where: str) -> str:
    label = rule.get("label", "")
    if not isinstance(label, str) or len(label) > 120:
        raise _wrong(where, _("“label” must be a text of at most 120 characters."))
    return label


def _whole(value: Any, where: str, least: int, most: int) -> int:
    if type(value) is not int or not least <= value <= most:
        raise _wrong(where, _("{value} is not a whole number from {least} to {most}.").format(
            value=json.dumps(value, default=str, ensure_ascii=False), least=least, most=most))  # fmt: skip
    return value


def _given(data: dict[str, Any], term: str) -> bool:
    if term in REQUIRED and term not in data:
        raise Unreadable(_("“{name}” is missing.").format(name=term))
    return term in data


def _tables(data: dict[str, Any], name: str) -> list[tuple[int, dict[str, Any]]]:
    rules = data.get(name, [])
    if not isinstance(rules, list) or not all(isinstance(rule, dict) for rule in rules):
        raise Unreadable(_("Each rule begins with a line [[{name}]].").format(name=name))
    return list(enumerate(rules, 1))


def _only(table: dict[str, Any], known: tuple[str, ...], where: str) -> None:
    if unknown := [key for key in table if key not in known]:
        raise _wrong(where, _("“{key}” is not known here.").format(key=unknown[0]))


def _wrong(where: str, problem: str) -> Unreadable:
    return Unreadable(f"{where}: {problem}" if where else problem)


def _table(name: str, rule: dict[str, Any]) -> str:
    """One [[rule]] with what it says, in the order of the model; what is empty is left out."""
    lines = [f"{key} = {_value(value)}" for key, value in rule.items() if value not in (None, "", {})]
    return "\n".join(["", f"[[{name}]]", *lines])


def _value(value: Any) -> str:
    if isinstance(value, dict):
        items = sorted(value.items(), key=lambda item: (-item[1] if isinstance(item[1], int) else 0, item[0]))
        return "{ " + ", ".join(f"{_key(key)} = {_value(each)}" for key, each in items) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    return _text(value) if isinstance(value, str) else repr(value)


def _key(key: str) -> str:
    return key if BARE.fullmatch(key) else _text(key)


def _text(text: str) -> str:
    """A TOML basic string: JSON's escapes are a subset of TOML's, but for the lone delete character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
