"""Where a task leads."""

from django import template

from activities.models import Task
from crm.core.templatetags.shell import url_or_none

register = template.Library()


@register.simple_tag
def about_url(task: Task) -> str:
    """The page of the lead, prospect or opportunity a task is about; nothing for a task about the contact alone."""
    pages = {"lead": "leads:detail", "prospect": "prospects:detail", "opportunity": "opportunities:detail"}
    name = pages.get(task.about_kind)
    return url_or_none(name, task.about_id) if name else ""
