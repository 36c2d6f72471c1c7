"""Talking back to HTMX: toasts with Undo, redirects, events; and knowing when a fragment is wanted."""

import json
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect as http_redirect

UNDO = "undo:"


def wants_fragment(request: HttpRequest) -> bool:
    """HTMX asks for a part; a history restore asks for the whole page."""
    htmx: Any = getattr(request, "htmx", None)
    return bool(htmx) and not htmx.history_restore_request


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: the data of a POST, even of an empty one."""
    return request.POST if request.method == "POST" else None


def toast(request: HttpRequest, text: Any, *, undo: str = "", level: int = messages.SUCCESS) -> None:
    """Say what happened, on this answer or the next page; `undo` is an address that takes it back by POST."""
    messages.add_message(request, level, text, extra_tags=UNDO + undo if undo else "")


def undo_url(message: Message) -> str:
    tags = message.extra_tags or ""
    return tags.removeprefix(UNDO) if tags.startswith(UNDO) else ""


def redirect(request: HttpRequest, to: str) -> HttpResponse:
    """Leave for another page: a real redirect for a form, HX-Redirect for HTMX."""
    if not wants_fragment(request):
        return http_redirect(to)
    response = HttpResponse(status=204)
    response["HX-Redirect"] = to
    return response


def trigger(response: HttpResponse, event: str, detail: Any = True) -> HttpResponse:
    """Add an event that the page's listeners receive after this answer; earlier ones stay."""
    events = json.loads(response.get("HX-Trigger", "{}"))
    response["HX-Trigger"] = json.dumps(events | {event: detail})
    return response


class Toasts:
    """Middleware: an answer to HTMX carries the waiting messages as an event, because no page follows to show them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        leaving = "HX-Redirect" in response or "HX-Refresh" in response or 300 <= response.status_code < 400
        if leaving or not wants_fragment(request):
            return response
        said = [
            {"text": str(message), "level": message.level_tag, "undo": undo_url(message)}
            for message in messages.get_messages(request)
        ]
        return trigger(response, "toasts", said) if said else response
