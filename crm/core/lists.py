"""Every list of the product is a `ListPage`: declared once, it searches, filters, sorts, pages, counts and exports."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict, StreamingHttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.functional import Promise
from django.views import View

from crm.core import clock, csvout, numbers
from crm.core.columns import Column
from crm.core.htmx import wants_fragment
from crm.core.listing import Listing, count

Rows = QuerySet[Any]
FRESH = 20  # seconds a browser may reuse the counts of the views


def everything(rows: Rows, user: Any) -> Rows:
    return rows


@dataclass(frozen=True)
class Preset:
    """A view over the list, shown as a tab; `narrow` delegates to the queryset's own phrases."""

    key: str
    label: str | Promise
    narrow: Callable[[Any, Any], Rows] = everything
    sort: str = ""  # a column's key, with "-" for downwards; empty: the list's own


@dataclass(frozen=True)
class Bulk:
    """An action on the chosen rows: a page that takes `pick` ids by POST."""

    label: str | Promise
    url: str  # URL name
    icon: str = ""


@dataclass(frozen=True)
class Empty:
    """What stands where nothing is yet: what belongs here, and the button that makes the first one."""

    title: str | Promise
    text: str | Promise = ""
    icon: str = "inbox"
    action: dict[str, Any] | None = None


class ListPage(LoginRequiredMixin, View):
    """Subclass, declare, route: `path("leads/", LeadList.as_view(), name="list")`."""

    http_method_names = ["get", "head"]
    template_name = "components/list_page.html"

    name: ClassVar[str]  # in ids, file names and cursors
    title: ClassVar[str | Promise]
    model: ClassVar[type[Model]]
    columns: ClassVar[tuple[Column, ...]]
    sort: ClassVar[str]  # the key of a sortable column, with "-" for downwards
    filters: ClassVar[Any] = None  # a FilterSet class
    views: ClassVar[tuple[Preset, ...]] = ()
    bulk: ClassVar[tuple[Bulk, ...]] = ()
    search: ClassVar[str | Promise] = ""  # the search box's placeholder; empty: no search
    empty: ClassVar[Empty]
    page_size: ClassVar[int] = 50

    def opening(self, user: Any) -> str:
        """The key of the view the list opens with; the first one where it names none."""
        return ""

    def queryset(self, user: Any) -> Rows:
        """All rows this user may see; add annotations the columns ask for here."""
        rows: Rows = self.model._default_manager.visible_to(user)  # type: ignore[attr-defined]
        return rows

    def find(self, rows: Rows, text: str) -> Rows:
        found: Rows = rows.search(text)  # type: ignore[attr-defined]
        return found

    def actions(self, user: Any) -> list[dict[str, Any]]:
        """The buttons of the page head, as `_action.html` takes them."""
        return []

    def context(self, listing: Listing) -> dict[str, Any]:
        """What a page adds to its template."""
        return {}

    @classmethod
    def chosen(cls, user: Any, data: QueryDict) -> Rows:
        """The rows somebody picked in this list, for a bulk action: by id, or all that match the given address."""
        page = cls()
        if data.get("all"):
            return Listing(page, user, QueryDict(data.get("query", ""))).matching
        return page.queryset(user).filter(pk__in=[pk for pk in map(numbers.whole, data.getlist("pick")) if pk])

    def get(self, request: HttpRequest) -> HttpResponseBase:
        listing = Listing(self, request.user, request.GET)
        if "counts" in request.GET:
            return self._counts(request, listing)
        if wants_fragment(request) and request.htmx.target == "filters":  # type: ignore[attr-defined]
            return render(request, "components/_filter_form.html", {"listing": listing, "page": self})
        if request.GET.get("format") == "csv":
            return self._export(listing)
        return self._page(request, listing)

    def _page(self, request: HttpRequest, listing: Listing) -> HttpResponse:
        shown = {"listing": listing, "page": self, "actions": self.actions(request.user), "rows": listing.rows}
        fragment = wants_fragment(request) and request.htmx.target == "list"  # type: ignore[attr-defined]
        template = "components/_list.html" if fragment else self.template_name
        answer = render(request, template, shown | {"fragment": fragment} | self.context(listing))
        answer.status_code = 400 if listing.lost else 422 if listing.wrong else 200
        if fragment:
            answer["HX-Push-Url"] = request.path + listing.here
        patch_vary_headers(answer, ["HX-Request"])
        return answer

    def _counts(self, request: HttpRequest, listing: Listing) -> HttpResponse:
        """The figures on the tabs, fetched after the page so that the page does not wait for them."""
        rows = self.queryset(request.user)
        figures = [(view.key, *count(view.narrow(rows, request.user))) for view in self.views]
        shown = [(key, numbers.number(n) + ("" if exact else "+")) for key, n, exact in figures]
        answer = render(request, "components/_view_counts.html", {"counts": shown, "page": self})
        patch_cache_control(answer, private=True, max_age=FRESH)
        return answer

    def _export(self, listing: Listing) -> StreamingHttpResponse:
        body = csvout.as_read_now(csvout.lines(listing.export_header(), listing.export_rows()))
        answer = StreamingHttpResponse(body, content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="{self.name}-{clock.today():%Y-%m-%d}.csv"'
        return answer
