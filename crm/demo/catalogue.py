"""What the demo company sells, how it scores, and the facts it keeps beyond the usual ones."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from contacts.models import AttributeDefinition
from leads.scoring import card_file, cards, rescoring
from opportunities.models import Product

PRODUCTS = [  # SKU, English, German, unit, price
    ("PL-200", "ProLine 200 inline gauge", "ProLine 200 Inline-Messgerät", "pc", "14900"),
    ("PL-400", "ProLine 400 inline gauge", "ProLine 400 Inline-Messgerät", "pc", "23900"),
    ("PL-800", "ProLine 800 multi-axis gauge", "ProLine 800 Mehrachs-Messgerät", "pc", "48500"),
    ("HG-10", "Handheld gauge", "Handmessgerät", "pc", "1290"),
    ("CAL-1", "Calibration on site", "Kalibrierung vor Ort", "day", "1450"),
    ("COM-1", "Commissioning", "Inbetriebnahme", "day", "1600"),
    ("TRN-1", "Operator training", "Bedienerschulung", "day", "1250"),
    ("SW-Q", "Quality cockpit, licence a year", "Qualitäts-Cockpit, Jahreslizenz", "year", "2400"),
    ("SVC-G", "Gold service a year", "Gold-Service, ein Jahr", "year", "3900"),
]
MACHINES = ("PL-200", "PL-400", "PL-800", "HG-10")


def stock() -> dict[str, Product]:
    """All products by SKU."""
    names = ("sku", "name", "name_de", "unit")
    return {
        row[0]: Product.objects.create(**dict(zip(names, row[:4], strict=True)), price=Decimal(row[4]))
        for row in PRODUCTS
    }


def define_attributes() -> None:
    label = {"label": "Production lines", "label_de": "Fertigungslinien"}
    AttributeDefinition.objects.create(of="company", key="lines", type="integer", **label)


def set_up_scoring() -> None:
    """Activate the demo's scorecard while there is nobody to score."""
    card = card_file.load(Path(__file__).with_name("scorecard.toml").read_text(encoding="utf-8"))
    cards.activate(card)
    rescoring.carry_on()
