"""What stands on the page of a contact or company because of activities: timeline, composer, the next task."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from activities.composing import LogForm, composer, log, proposal
from activities.models import Task
from activities.record_page import task_card
from activities.timeline import steps_with, timeline
from contacts.models import Contact
from contacts.page import contact_page, records_of
from contacts.permissions import may_change
from crm.core.htmx import redirect, toast
from team.signed_in import SignedIn

Shown = dict[str, Any]


def part(subject: Any, people: Mapping[int, Contact], user: Any, query: Any) -> Shown:
    """For `contacts.page.register`."""
    steps = steps_with(people)
    told = timeline(people, steps, show=query.get("show", ""), before=query.get("before", ""))
    if subject.kind != "contact":
        return {"timeline": told}
    task = Task.objects.open().filter(contact=subject).select_related("owner").order_by("due_at", "pk").first()
    return {"timeline": told, "next": task_card(task), "composer": _composer(subject, task, user, query)}


def _composer(contact: Contact, task: Task | None, user: Any, query: Any) -> Shown | None:
    if not may_change(user, contact):
        return None
    return composer(contact, LogForm(initial=proposal(query, task)), reverse("contact_log", args=[contact.pk]))


@require_POST
@login_required
def log_with(request: SignedIn, pk: int) -> HttpResponse:
    """What is logged here is about the contact's furthest live record, if there is one."""
    people = Contact.objects.visible_to(request.user).select_related("company", "owner", "team")
    contact, form = get_object_or_404(people, pk=pk), LogForm(request.POST)
    if not may_change(request.user, contact):
        raise PermissionDenied
    if not form.is_valid():
        shown = contact_page(contact, request.user, request.GET)
        shown["composer"] = composer(contact, form, request.path)
        return render(request, "contacts/contact.html", shown, status=422)
    about = next((each for each in records_of(contact, request.user) if each.is_live), contact)
    log(about, form.cleaned_data, by=request.user)
    toast(request, _("Logged."))
    return redirect(request, reverse("contacts:detail", args=[pk]))
