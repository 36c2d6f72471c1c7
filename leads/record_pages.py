"""The pages that every record has: detail, steps, waivers, facts, logging, the pulse.

Every object is fetched through the user: foreign and missing are both 404.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from activities.composing import LogForm, composer, log, proposal
from contacts.editing import edit_facts
from contacts.forms import FactsForm
from contacts.querysets import address_of
from crm.core.htmx import redirect, toast
from lifecycle.pages import address
from lifecycle.views import home, pulse, step_page, waive_page
from team.permissions import may_write

View = Callable[..., HttpResponse]
asks_or_acts = require_http_methods(["GET", "HEAD", "POST"])


class RecordPages:
    """Subclass, declare, route: `path("leads/", include((LeadPages().urls(), "leads")))`."""

    model: ClassVar[Any]
    template: ClassVar[str]
    facts: ClassVar[type[FactsForm]]
    neighbours: ClassVar[Iterable[str]]  # what the page shows of other tables, joined

    def page(self, record: Any, user: Any, query: QueryDict, form: LogForm | None = None) -> dict[str, Any]:
        """Everything the template shows."""
        raise NotImplementedError

    def urls(self) -> list[URLPattern]:
        safe: tuple[tuple[str, str, View], ...] = (("", "detail", self.detail), ("pulse/", "pulse", self.pulse))
        acting: tuple[tuple[str, str, View], ...] = (
            ("steps/<slug:step>/", "step", self.step),
            ("waive/", "waive", self.waive),
            ("edit/", "edit", self.edit),
            ("log/", "log", self.log),
        )
        return [
            *(path(f"<int:pk>/{end}", require_safe(view), name=name) for end, name, view in safe),
            *(path(f"<int:pk>/{end}", asks_or_acts(view), name=name) for end, name, view in acting),
        ]

    def rows(self, user: Any) -> QuerySet[Any]:
        found = self.model.objects.visible_to(user).select_related(*self.neighbours)
        return found.annotate(address=address_of("contact"))  # type: ignore[no-any-return]

    def record(self, request: HttpRequest, pk: int) -> Any:
        found = get_object_or_404(self.rows(request.user), pk=pk)
        found.contact.remember_email(found.address)
        return found

    def detail(self, request: HttpRequest, pk: int) -> HttpResponse:
        return render(request, self.template, self.page(self.record(request, pk), request.user, request.GET))

    def pulse(self, request: HttpRequest, pk: int) -> HttpResponse:
        return pulse(
            request, self.model.objects.visible_to(request.user).filter(pk=pk).values_list("version", flat=True)
        )

    def step(self, request: HttpRequest, pk: int, step: str) -> HttpResponse:
        return step_page(request, self.record(request, pk), step)

    def waive(self, request: HttpRequest, pk: int) -> HttpResponse:
        return waive_page(request, self.record(request, pk))

    def edit(self, request: HttpRequest, pk: int) -> HttpResponse:
        record = self.record(request, pk)
        if request.GET.get("of") == "contact":
            return edit_facts(request, record.contact, FactsForm, back=address(record))
        return edit_facts(request, record, self.facts, back=address(record))

    def log(self, request: HttpRequest, pk: int) -> HttpResponse:
        record = self.record(request, pk)
        if not may_write(request.user, record):  # type: ignore[arg-type]
            raise PermissionDenied
        form = LogForm(request.POST) if request.method == "POST" else LogForm(initial=proposal(request.GET, None))
        if not form.is_valid():
            shown = {"record": record, "composer": composer(record, form, address(record, "log"))}
            return render(request, "lifecycle/log.html", shown, status=422 if form.is_bound else 200)
        log(record, form.cleaned_data, by=request.user)
        toast(request, _("Logged."))
        return redirect(request, home(record))
