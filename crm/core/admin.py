"""What all pages of Django admin have in common: they teach, nothing is deleted, and records are only read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.forms import BaseInlineFormSet
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PEOPLE = _("People")
SELLING = _("What we sell and know")
QUALIFYING = _("How we qualify")
RECORDS = _("Records")
JOURNAL = _("Journal")
SECTIONS = (PEOPLE, SELLING, QUALIFYING, RECORDS, JOURNAL)  # the front page, in the order of setting up


class HouseAdmin(admin.ModelAdmin):
    """`intro` explains the page, `section` places it on the front page, `fixed` fields are set once, at creation."""

    intro: str | Promise = ""
    section: str | Promise = RECORDS
    fixed: Sequence[str] = ()
    prefetched: Sequence[str] = ()
    page: str = ""  # the URL name of the record's own page in the CRM
    list_per_page = 50
    show_full_result_count = False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return (*self.readonly_fields, *(self.fixed if obj else ()))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).prefetch_related(*self.prefetched)

    def get_view_on_site_url(self, obj: Any = None) -> str | None:
        try:
            return reverse(self.page, args=[obj.pk]) if obj and self.page else None
        except NoReverseMatch:
            return None


class ReadOnlyAdmin(HouseAdmin):
    """Shown in full, changed elsewhere: records move through their door, journals are written by what happens."""

    hidden: Sequence[str] = ()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.fields or [name for name in _columns(self.model) if name not in self.hidden]


class SpokenLines(BaseInlineFormSet):
    """In a table the column's head is the label; people who hear the page need it at each field."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        for field in form.fields.values():
            field.widget.attrs.setdefault("aria-label", str(field.label or ""))


class Lines(admin.TabularInline):
    """Lines that belong to the row above them: whoever may change it may add and remove them."""

    extra = 0
    formset = SpokenLines

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)


class ReadOnlyLines(Lines):
    """Lines to look at."""

    can_delete = False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.fields or _columns(self.model)


def _columns(model: type[Model]) -> list[str]:
    return [field.name for field in model._meta.fields if not field.primary_key]
