"""Text inputs that suggest while one types: a native list, filled by the server; without script simply a text input."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


def options(texts: Iterable[Any]) -> SafeString:
    return format_html_join("", '<option value="{}"></option>', ((text,) for text in texts))


class Suggesting(forms.TextInput):
    """Suggests fixed `texts`, or what the page named `ask` answers to what is typed with `options`."""

    def __init__(self, *, ask: str = "", texts: Iterable[Any] = ()) -> None:
        super().__init__()
        self.ask, self.texts = ask, tuple(texts)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        own = context["widget"]["attrs"]
        own |= {"list": self._list(own, name), "autocomplete": "off"}
        if self.ask:
            own |= {"hx-get": reverse(self.ask), "hx-trigger": "input changed delay:200ms"}
            own |= {"hx-target": "next datalist", "hx-swap": "innerHTML"}
        return context

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        shown = super().render(name, value, attrs, renderer)
        return format_html(
            '{}<datalist id="{}">{}</datalist>', shown, self._list(attrs or {}, name), options(self.texts)
        )

    def _list(self, attrs: dict[str, Any], name: str) -> str:
        return f"{attrs.get('id') or name}-options"
