"""Where a task leads."""

from django import template

from activities.about import address
from activities.models import Task

register = template.Library()
register.simple_tag(address, name="page_of")


@register.simple_tag
def about_url(task: Task) -> str:
    """The page of the record a task is about; nothing for a task about the contact alone."""
    return address(task.about_kind, task.about_id)
