"""A small scorecard, active, with every form of rule."""

from leads.scoring import card_file, cards

CARD = """
name = "Small"
half_life_days = 30
threshold = 50
minimum_fit = -100

[[fit]]
field = "contact.attributes.seconds"
bands = [[1200, 25], [600, 18], [1, 4]]

[[fit]]
field = "lead.source"
points = { reference = 20, google = 5 }

[[fit]]
field = "company.industry"
given = 5

[[fit]]
field = "contact.no_email"
points = { true = -15 }

[[engagement]]
activity = "page_visit"
where = { path = "/pricing*" }
points = 3
per_day = 2

[[engagement]]
activity = "webinar"
points = 10
"""


def make_card(text=CARD, activate=True, **terms):
    for name, value in terms.items():
        text = text.replace(f"{name} = ", f"{name} = {value} # ", 1)
    card = card_file.load(text)
    if activate:
        cards.activate(card)
        card.refresh_from_db()
    return card
