"""For developers, served only under DEBUG: every component of the house on one page, filled with example data."""

from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace as Thing
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.functional import cached_property

from crm.core import clock, columns, lists
from crm.core.chips import Chip
from crm.core.keyset import Page
from crm.core.listing import Listing


class ExampleForm(forms.Form):
    name = forms.CharField(label="Name", help_text="As on the business card")
    email = forms.EmailField(label="Mail")
    country = forms.ChoiceField(label="Country", choices=[("de", "Germany"), ("at", "Austria")])
    note = forms.CharField(label="Note", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    agree = forms.BooleanField(label="They know that we keep this")


def components(request: HttpRequest) -> HttpResponse:
    messages.success(request, "Lead saved.", extra_tags="undo:/dev/components/")
    wrong = ExampleForm({"name": "Katrin Brandt", "email": "k.brandt@", "country": "de"})
    shown = {"path": _path(), "next": _next(), "gates": [_gate()], "after": _after(), "score": _score()}
    shown |= {"days": _days(), "facts": _facts(), "people": _people(), "composer": _composer(), "kv": _quote()}
    return render(
        request, "dev/components.html", shown | {"form": ExampleForm(), "wrong": wrong, "record": Thing(pk=1)}
    )


class ExampleList(lists.ListPage):
    """The list engine over rows that come from no database."""

    name, title, sort, search = "examples", "Leads", "-score", "Search in list"
    views = (lists.Preset("mine", "My live leads"), lists.Preset("near", "Close to 50"))
    bulk = (lists.Bulk("Hand over", "nav_counts", "user-plus"), lists.Bulk("Set next step", "nav_counts", "calendar"))
    empty = lists.Empty("No leads yet")
    columns = (
        columns.Person("name", "Name", sub="job", url="example", sort="name"),
        columns.Text("company", "Company", field="company", look="", sort="company"),
        columns.Phase("phase", "Phase", always="lead", state="state"),
        columns.Score("score", "Score", field="score", sort="score"),
        columns.NextStep("next", "Next step", field="due", what="what", sort="due"),
        columns.Text("source", "Source", field="source"),
        columns.Days("days", "Days / usual", field="since", usual="usual"),
        columns.When("last", "Last contact", field="last", sort="last"),
        columns.Money("value", "Value", field="value", sort="value"),
        columns.Owner("owner", "Owner"),
    )


class ExampleListing(Listing):
    chips = [Chip("Owner", "Team North", "?"), Chip("State", "live", "?"), Chip("Country", "Germany", "?")]

    @cached_property
    def part(self) -> Page:
        return Page(_rows(), after="next")

    @property
    def total_text(self) -> str:
        return "38"


def _rows() -> list[dict[str, Any]]:
    now = clock.now()
    people = [
        ("Svenja", "Albers", "Head of Production", "Emsland Kunststoff GmbH", "In dialogue", 48, 0, "call back", 5, 7),
        ("Torsten", "Bruhn", "Quality Manager", "Bruhn & Söhne Federn KG", "In dialogue", 46, -1, "mail", 9, 7),
        (
            "Hanna",
            "Feldkamp",
            "Technical Director",
            "Osnabrück Werkzeugbau",
            "Contacted",
            41,
            1,
            "send case study",
            3,
            5,
        ),
        ("Marco", "Ehlers", "Buyer", "Nordkabel Systeme GmbH", "Contacted", 37, 5, "second call", 4, 5),
        ("Yusuf", "Aydin", "Plant Manager", "Hameln Teppichboden AG", "New", 24, None, "", 2, 2),
    ]
    rows = []
    for pk, (first, last, job, company, state, score, due, what, spent, usual) in enumerate(people, 1):
        row = {"pk": pk, "title": "", "first_name": first, "last_name": last, "job": job, "company": company}
        row |= {"state": state, "score": score, "what": what, "source": "Webinar", "usual": usual}
        row |= {"due": None if due is None else now + timedelta(days=due), "since": now - timedelta(days=spent)}
        row |= {"last": now - timedelta(days=pk), "value": Decimal(1000 * score), "owner_id": pk % 2}
        row |= {"owner__first_name": "Lena", "owner__last_name": "Vogt", "owner__email": ""}
        rows.append(row)
    return rows


def example(request: HttpRequest, pk: int = 0) -> HttpResponse:
    page = ExampleList()
    listing = ExampleListing(page, Thing(pk=1), request.GET)
    actions = [{"label": "New lead", "url": "#", "icon": "plus", "look": "btn-primary"}]
    shown = {"page": page, "listing": listing, "rows": listing.rows, "actions": actions}
    return render(request, "components/list_page.html", shown)


def failure(request: HttpRequest, code: str) -> HttpResponse:
    return render(request, f"{code}.html")


def _path() -> list[dict[str, Any]]:
    states = [
        {"label": "Interested", "meta": "6 days, usually 4", "state": "past"},
        {"label": "Credit cleared", "meta": "3 of 5 met", "state": "cur"},
        {"label": "Demonstrated", "meta": "booked 26 Nov", "state": ""},
        {"label": "Qualified", "meta": "2 of 4 met", "state": ""},
    ]
    now = {"key": "prospect", "icon": "target-arrow", "label": "Prospect", "state": "now", "states": states}
    return [
        {"key": "lead", "icon": "seedling", "label": "Lead", "state": "done", "meta": "18 days, by score"},
        now | {"meta": "6 days in all", "brief": "Credit cleared · 6 days, usually 4"},
        {"key": "opportunity", "icon": "diamond", "label": "Opportunity", "state": "todo"},
        {"key": "customer", "icon": "rosette-discount-check", "label": "Customer", "state": "todo"},
    ]


def _next() -> dict[str, Any]:
    later = {"label": "Later", "url": "#", "look": "btn-quiet"}
    write = {"label": "Write mail", "url": "#", "icon": "mail", "look": "btn-primary"}
    why = "The last document CR-1042 needs. With it, credit can decide before the demo on Thursday."
    what = {"icon": "mail", "title": "Ask Katrin for the 2025 annual accounts", "why": why}
    return what | {"due": clock.now(), "who": "Lena Vogt", "actions": [later, write]}


def _gate() -> dict[str, Any]:
    def line(label: str, state: str, evidence: str, remedy: Any = None) -> Thing:
        return Thing(label=label, state=state, evidence=evidence, remedy=remedy)

    upload = Thing(label="Upload", url="example", icon="upload", query="", method="get")
    verdicts = [
        line("Registered, VAT id confirmed", "ok", "HRB 21874 KI, DE 294 118 730 · VIES, 18 Nov"),
        line("Two trade references", "waived", "Waived by Miriam Adler: “Sister company pays on time since 2019.”"),
        line("Annual accounts 2025 on file", "open", "Asked for on 18 Nov, no answer yet", upload),
    ]
    return {"title": "To clear credit", "share": 67, "met": 2, "total": 3, "verdicts": verdicts}


def _after() -> list[dict[str, str]]:
    return [
        {"icon": "presentation", "text": "Demo booked, Thu 26 Nov, 10:00"},
        {"icon": "list-check", "text": "To qualify: need and time frame known, budget and decision maker missing"},
    ]


def _score() -> dict[str, Any]:
    lines = [("Pricing page, 3 visits", 18), ("Machine building, 120 people", 15), ("Answered our mail", 12)]
    return {
        "points": 62,
        "threshold": 50,
        "history": [21, 22, 26, 25, 32, 31, 44, 47, 62],
        "forecast": [59, 54, 46],
        "says": "Score over 30 days: from 21 to 62, expected to fall below 50 on 3 December",
        "contributions": [{"label": label, "points": points} for label, points in lines],
        "more": 5,
        "more_points": 17,
        "falls_on": clock.today() + timedelta(days=9),
        "url": "#",
    }


def _days() -> list[dict[str, Any]]:
    now = clock.now()
    body = "Dear Ms Vogt, Thursday at 10 suits us. Mr Petersen will join; he decides on the budget for line 3."
    visit = {
        "icon": "world",
        "look": "in",
        "who": "Katrin Brandt",
        "text": "looked at pricing for 4 minutes",
        "at": now,
    }
    answer = {"icon": "mail", "look": "in", "who": "Katrin Brandt", "text": "answered: “Demo on Thursday”", "at": now}
    step = {"icon": "target-arrow", "look": "ph-prospect", "text": "Became Prospect by score, 53 of 50", "at": now}
    earlier = (now - timedelta(days=4)).date()
    return [
        {"day": clock.today(), "entries": [visit, step]},
        {"day": earlier, "entries": [answer | {"body": body, "tags": ["wants to know more"]}]},
    ]


def _facts() -> list[dict[str, str]]:
    return [
        {"label": "Phone", "value": "+49 431 5560 218", "edit": "#"},
        {"label": "Mail", "value": "katrin.brandt@nordlicht-maschinenbau.example", "edit": "#"},
        {"label": "Budget", "value": "", "edit": "#"},
        {"label": "Owner", "value": "Lena Vogt, Team North"},
    ]


def _people() -> list[dict[str, str]]:
    return [
        {"name": "Katrin Brandt", "sub": "Technical · main contact", "url": "#"},
        {"name": "Ole Petersen", "sub": "Decision maker? Confirm in the demo"},
    ]


def _composer() -> dict[str, Any]:
    kinds = [("note", "Note", "note", "n"), ("call", "Call", "phone", "c"), ("mail", "Mail", "mail", "m")]
    names = ("value", "label", "icon", "key")
    said = "What was said? Katrin Brandt, +49 431 5560 218"
    return {
        "url": "#",
        "placeholder": said,
        "kind": "call",
        "kinds": [dict(zip(names, kind, strict=True)) for kind in kinds],
    }


def _quote() -> list[dict[str, Any]]:
    lines = [("ProLine 400 inline gauge", "23,900.00 €"), ("Commissioning, 2 days", "3,200.00 €")]
    rows = [{"label": label, "value": value, "num": True} for label, value in lines]
    return [*rows, {"label": "Net", "value": f"{Decimal('27100'):,.2f} €", "sum": True}]


urlpatterns = [
    path("dev/components/", components, name="components"),
    path("dev/list/", example, name="example_list"),
    path("dev/list/<int:pk>/", example, name="example"),
    path("dev/error/<str:code>/", failure, name="failure"),
]
