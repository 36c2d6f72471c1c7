"""The lines of a quote while somebody writes them: added, removed, filled from a product, added up; with or without
script, because every change is a round trip that keeps what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm.core.numbers import whole
from opportunities.models import Product, Quote, QuoteLine
from opportunities.quotes import line_of
from opportunities.quoting import Total, total_of

FIELDS = ("product", "text", "quantity", "unit_price", "discount", "tax_rate")
FIGURES = ("quantity", "unit_price", "discount", "tax_rate")
MOST = 60
Raw = dict[str, str]  # one line as it was typed


class LineForm(forms.ModelForm):
    class Meta:
        model = QuoteLine
        fields = FIELDS

    def __init__(self, products: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["product"].queryset = products  # type: ignore[attr-defined]
        self.fields["product"].empty_label = str(gettext_lazy("Free text"))  # type: ignore[attr-defined]
        for name in FIGURES:
            self.fields[name].localize = True


class Draft:
    """What is being written: `lines` are bound forms, one each."""

    def __init__(self, quote: Quote, lines: list[Raw], *, language: str, bound: bool) -> None:
        self.quote, self.language, self.raw = quote, language, lines[:MOST]
        self.products = products_for(quote)
        self.lines = [self._form(place, line) for place, line in enumerate(self.raw)]
        self.bound = bound

    @classmethod
    def of(cls, quote: Quote, language: str) -> Draft:
        stored = [typed(line) for line in quote.lines.all()]
        return cls(quote, stored or [blank()], language=language, bound=False)

    @classmethod
    def read(cls, quote: Quote, data: Mapping[str, str], language: str) -> Draft:
        """The lines that were sent, after the button that was pressed: `add`, `remove-2`, `fill-0`, or none."""
        count = min(whole(data.get("lines", "")) or 0, MOST)
        lines = [{name: data.get(f"line-{n}-{name}", "") for name in FIELDS} for n in range(count)]
        do, _dash, place = data.get("do", "").partition("-")
        at, products = whole(place), products_for(quote)
        if do == "add":
            lines.append(blank())
        elif do == "remove" and at is not None and at < len(lines):
            del lines[at]
        elif do == "fill" and at is not None and at < len(lines):
            lines[at] = filled(lines[at], products, language)
        return cls(quote, [complete(line, products, language) for line in lines], language=language, bound=True)

    def is_valid(self) -> bool:
        valid = [form.is_valid() for form in self.lines]  # each is asked, so that each can say what is wrong
        return all(valid) and self.total.fits

    @property
    def errors(self) -> list[str]:
        """What is wrong, by the number of the line."""
        wrong = [(n, form) for n, form in enumerate(self.lines, start=1) if self.bound and form.errors]
        said = [
            _("Line {n}, {field}: {error}").format(n=n, field=form.fields[name].label, error=error)
            for n, form in wrong
            for name, errors in form.errors.items()
            for error in errors
        ]
        return said if self.total.fits else [*said, _("The total is too large.")]

    def written(self) -> list[QuoteLine]:
        return [form.save(commit=False) for form in self.lines if form.is_valid()]

    @property
    def total(self) -> Total:
        return total_of(self.written())

    def _form(self, place: int, line: Raw) -> LineForm:
        data = {f"line-{place}-{name}": value for name, value in line.items()}
        return LineForm(self.products, data, prefix=f"line-{place}")


def typed(line: QuoteLine) -> Raw:
    """A line as its reader would type it."""
    raw = {"product": str(line.product_id or ""), "text": line.text}
    return raw | {name: figure(getattr(line, name)) for name in FIGURES}


def figure(value: Decimal | None) -> str:
    """1 · 0,5 · 23900,00: in the reader's language, without grouping and needless zeros."""
    if value is None:
        return ""
    places = 0 if value == value.to_integral_value() else max(2, -int(value.normalize().as_tuple().exponent))
    return formats.number_format(value, decimal_pos=places, use_l10n=True)


def blank() -> Raw:
    return {"product": "", "text": "", "quantity": "1", "unit_price": "", "discount": "0", "tax_rate": "19"}


def products_for(quote: Quote) -> QuerySet[Product]:
    """What may be offered in the quote's currency, and what stands on it already, retired or not."""
    stands = [line.product_id for line in quote.lines.all()]
    return Product.objects.filter(Q(active=True) | Q(pk__in=stands), currency=quote.currency)


def filled(line: Raw, products: QuerySet[Product], language: str) -> Raw:
    """Text, price and tax of the chosen product take the place of what stood there."""
    product = products.filter(pk=whole(line["product"]) or 0).first()
    if product is None:
        return line
    fresh = typed(line_of(product, language=language))
    return line | {name: fresh[name] for name in ("text", "unit_price", "tax_rate")}


def complete(line: Raw, products: QuerySet[Product], language: str) -> Raw:
    """Whoever chose a product and wrote nothing means the product."""
    return filled(line, products, language) if line["product"] and not line["text"].strip() else line
