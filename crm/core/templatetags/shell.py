"""The frame around every page: navigation, buttons that post, toasts."""

from typing import Any

from django import template
from django.contrib.messages.storage.base import Message
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from crm.core import navigation
from crm.core.htmx import undo_url

register = template.Library()


@register.inclusion_tag("components/_nav.html", takes_context=True)
def nav(context: template.Context) -> dict[str, Any]:
    """The side navigation: only what exists, the current page marked."""
    found = navigation.sections()
    path = context["request"].path if "request" in context else ""
    flat = [link for section in found for link in section]
    here = {"current": navigation.current(flat, path), "path": path}
    return {"sections": found, "user": context.get("user"), "demo": context.get("demo"), **here}


@register.inclusion_tag("components/_tabbar.html", takes_context=True)
def tabbar(context: template.Context) -> dict[str, Any]:
    """The phone's tab bar: four destinations and the rest behind More."""
    links = navigation.tabs()
    path = context["request"].path if "request" in context else ""
    shown = {link.name for link in links}
    rest = [link for section in navigation.sections() for link in section if link.name not in shown]
    return {"links": links, "rest": rest, "current": navigation.current(links + rest, path)}


@register.simple_tag
def new_links() -> list[navigation.Link]:
    return list(navigation.existing(navigation.NEW))


@register.simple_tag
def url_or_none(name: str, *args: Any, **kwargs: Any) -> str:
    """The address behind a URL name, or nothing where that page does not exist."""
    try:
        return reverse(name, args=args, kwargs=kwargs)
    except NoReverseMatch:
        return ""


SUBJECT = {"contacts": "contact_id", "companies": "company_id"}  # whose id a remedy's page takes, if not the record's


@register.simple_tag
def remedy_url(remedy: Any, record: Any) -> str:
    """Where a gate's remedy is found for this record; nothing while that page does not exist."""
    subject = SUBJECT.get(remedy.url.partition(":")[0], "pk")
    url = url_or_none(remedy.url, getattr(record, subject, None) or record.pk)
    query = getattr(remedy, "query", "")
    return f"{url}?{query}" if url and query else url


@register.simple_block_tag
def card(content: str, title: str = "", note: str = "", link: str = "", anchor: str = "") -> SafeString:
    """`{% card "Demo" note="2" %}…{% endcard %}`: a titled card, with a quiet note at its head, linked or not."""
    side = format_html('<a href="{}">{}</a>', link, note) if link else note
    acts = format_html('<span class="acts pad">{}</span>', side) if side else ""
    head = format_html("<header><h2>{}</h2>{}</header>", title, acts) if title else ""
    name = format_html(' id="{}"', anchor) if anchor else ""
    return format_html('<section class="ui-card"{}>{}<div class="body">{}</div></section>', name, head, content)


@register.inclusion_tag("components/_post_button.html", takes_context=True)
def post_button(context: template.Context, url: str, label: str, icon: str = "", **options: Any) -> dict[str, Any]:
    """A button that changes something: its own form with token and double-click guard.

    Options: look ("btn-primary", "btn-sm" …), confirm (a question first), hidden fields as name=value.
    """
    token = context.get("csrf_token", "")
    look, confirm = options.pop("look", ""), options.pop("confirm", "")
    shown = {"url": url, "label": label, "icon": icon, "look": look, "confirm": confirm}
    return shown | {"fields": options, "csrf_token": token}


@register.filter
def undo(message: Message) -> str:
    """The address that takes back what a message tells."""
    return undo_url(message)
