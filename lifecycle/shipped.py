"""What every installation begins with: reasons, and three policies as drafts, inactive until an admin says so."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

REASONS: dict[str, list[tuple[str, str]]] = {  # kind: (English, German), in the order they are offered
    "lead_disqualified": [
        ("Outside our target group", "Nicht unsere Zielgruppe"),
        ("No need", "Kein Bedarf"),
        ("Never answered", "Nie geantwortet"),
        ("Duplicate", "Dublette"),
        ("Competitor, student or press", "Wettbewerb, Studium oder Presse"),
        ("Wants no contact", "Wünscht keinen Kontakt"),
    ],
    "prospect_lost": [
        ("Need has gone", "Bedarf entfallen"),
        ("No budget", "Kein Budget"),
        ("Chose somebody else", "Anderer Anbieter"),
        ("Product does not fit", "Produkt passt nicht"),
        ("No longer answers", "Antwortet nicht mehr"),
    ],
    "prospect_declined": [
        ("Our limit does not cover the need", "Limit reicht nicht für den Bedarf"),
        ("Figures below our standards", "Kennzahlen unter unseren Anforderungen"),
        ("Papers missing", "Unterlagen fehlen"),
        ("Overdue invoices", "Überfällige Rechnungen"),
        ("Country excluded", "Land ausgeschlossen"),
    ],
    "opportunity_lost": [
        ("Price", "Preis"),
        ("Competitor", "Wettbewerb"),
        ("Product does not fit", "Produkt passt nicht"),
        ("Delivery time", "Lieferzeit"),
        ("Project cancelled or postponed", "Projekt gestoppt oder verschoben"),
        ("No longer answers", "Antwortet nicht mehr"),
    ],
}

NEEDED = {  # gate: who may let it go; the rest is needed as well, and nobody may let it go
    "fits": "manager",
    "credit_valid": "credit_officer",
    "limit_covers_exposure": "credit_officer",
    "demo_held": "manager",
    "wants_to_go_on": "manager",
    "need_known": "manager",
    "budget_known": "manager",
    "decision_maker_known": "manager",
    "time_frame_known": "manager",
}
DEMO = ("demo_held", "wants_to_go_on")
CREDIT = ("credit_valid", "limit_covers_exposure")  # the pre-screen against our standards on promotion stays
BY_THEMSELVES = (
    "lead:promote",
    "prospect:clear_credit",
    "prospect:confirm_demo",
    "prospect:qualify",
    "opportunity:present_quote",
    "opportunity:win",
)
DAYS = {
    "lead:new": 3,
    "lead:contacted": 14,
    "lead:in_dialogue": 21,
    "prospect:interested": 7,
    "prospect:credit_cleared": 14,
    "prospect:demonstrated": 14,
    "opportunity:open": 3,
    "opportunity:quoted": 14,
    "opportunity:negotiating": 21,
}

POLICIES: list[dict[str, Any]] = [  # the special ones first: the first that applies counts
    {"name": "Small deal", "max_value": Decimal(2000), "spared": CREDIT + DEMO, "pace": 0.5},
    {"name": "Existing customer", "existing_customer": True, "spared": DEMO, "pace": 0.5},
    {"name": "Standard", "spared": (), "pace": 1},
]


def write(get_model: Any) -> None:
    """Create what is missing, by name; what an admin has made of the rest stays. `get_model(app, name)`."""
    reason = get_model("lifecycle", "Reason").objects
    for kind, labels in REASONS.items():
        for position, (label, label_de) in enumerate(labels, start=1):
            defaults = {"label_de": label_de, "position": 10 * position}
            reason.get_or_create(kind=kind, label=label, defaults=defaults)
    for position, shipped in enumerate(POLICIES, start=1):
        _write_policy(get_model, 10 * position, **shipped)


def _write_policy(
    get_model: Any, position: int, *, name: str, spared: tuple[str, ...], pace: float, **applies_to: Any
) -> None:
    policies = get_model("lifecycle", "LifecyclePolicy").objects
    policy, fresh = policies.get_or_create(name=name, defaults={"position": position, "active": False, **applies_to})
    if not fresh:
        return
    for gate, role in NEEDED.items():
        policy.gate_rules.create(gate=gate, required=gate not in spared, waived_by=role)
    for place in BY_THEMSELVES:
        kind, _colon, step = place.partition(":")
        policy.step_rules.create(kind=kind, step=step, by_itself=True)
    for place, days in DAYS.items():
        kind, _colon, state = place.partition(":")
        policy.state_rules.create(kind=kind, state=state, days_allowed=max(1, round(days * pace)))
