"""What the demo's people wrote down, in the language of the contact."""

from __future__ import annotations

from random import Random

SAID: dict[str, dict[str, tuple[str, ...]]] = {  # occasion: language: variants
    "reached": {
        "en": ("Introduced ourselves", "Sent the ProLine overview", "Left a message with the front desk"),
        "de": ("Uns vorgestellt", "ProLine-Übersicht geschickt", "Rückruf über die Zentrale erbeten"),
    },
    "answered": {
        "en": ("Scrap on one line is too high", "Asked about accuracy at line speed", "Wants figures for the board"),
        "de": (
            "Ausschuss an einer Linie zu hoch",
            "Fragt nach Genauigkeit bei Bandtempo",
            "Braucht Zahlen für die Leitung",
        ),
    },
    "interested": {
        "en": (
            "Wants a demo with own parts",
            "Project is planned, asks for next steps",
            "Wants to know more, stay in touch",
        ),
        "de": (
            "Möchte eine Demo mit eigenen Teilen",
            "Projekt ist geplant, fragt nach dem Ablauf",
            "Möchte mehr wissen",
        ),
    },
    "form": {
        "en": ("Please call me about inline measuring", "Request: gauge for a new line"),
        "de": ("Bitte um Rückruf zur Inline-Messung", "Anfrage: Messgerät für eine neue Linie"),
    },
    "need": {
        "en": ("Inline gauge for line {n}", "100 % inspection before shipping", "Replace manual measuring at line {n}"),
        "de": ("Inline-Messung für Linie {n}", "100-%-Prüfung vor dem Versand", "Handmessung an Linie {n} ersetzen"),
    },
    "why_now": {
        "en": ("Audit in spring", "Customer asks for measuring records", "New line starts soon", "Scrap costs doubled"),
        "de": (
            "Audit im Frühjahr",
            "Kunde verlangt Messprotokolle",
            "Neue Linie startet bald",
            "Ausschusskosten verdoppelt",
        ),
    },
    "time_frame": {
        "en": ("This quarter", "Next quarter", "Before the summer break", "By the end of the year"),
        "de": ("Dieses Quartal", "Nächstes Quartal", "Vor der Sommerpause", "Bis Jahresende"),
    },
    "demo": {
        "en": (
            "Measured their own parts; the team was convinced",
            "Quality manager asks for an export to their system",
        ),
        "de": ("Eigene Teile gemessen, das Team war überzeugt", "Qualität fragt nach Export ins eigene System"),
    },
    "negotiated": {
        "en": ("Purchasing wants a second round on price", "Asked for delivery before the audit"),
        "de": ("Einkauf will über den Preis reden", "Lieferung vor dem Audit gewünscht"),
    },
}
INTERESTS = {
    "en": ("Inline measuring", "Quality cockpit", "Replacement of a gauge", "Measuring at line speed"),
    "de": ("Inline-Messung", "Qualitäts-Cockpit", "Ersatz eines Messgeräts", "Messen bei Bandtempo"),
}
GROUNDS = (
    "Pays on time for years, equity above 30 %.",
    "Accounts of last year are in order; insured up to the limit.",
    "Known to us through the group; no overdue invoices.",
    "Good rating, short history: half the usual validity.",
)
REFUSALS = ("Two overdue invoices with us.", "Equity used up; insurer refuses cover.")
COMPETITORS = ("Metronik", "Gaugeworks", "Prüfwerk", "LineSense", "")
PAPERS = ("white paper on inline measuring", "data sheet ProLine 400", "checklist for measuring projects")
PAGES = ("/products/proline-400", "/products/proline-200", "/products/quality-cockpit", "/references", "/about")


def say(rng: Random, occasion: str, language: str) -> str:
    return rng.choice(SAID[occasion][language or "en"]).format(n=rng.randint(1, 6))
