"""Pages and buttons for tasks and notifications."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities import next_steps, notifications
from activities.about import subject_for
from activities.follow_up import outcomes_of
from activities.forms import FinishForm, PostponeForm, TaskForm
from activities.models import Notification, Task
from activities.permissions import may_plan_for, may_work_on
from crm.core.htmx import posted, redirect, toast
from crm.core.returning import next_url
from team.signed_in import SignedIn

reads_and_posts = require_http_methods(["GET", "HEAD", "POST"])


def task_of(request: SignedIn, pk: int) -> Task:
    """To be read by all who see it, and changed by whoever may: said before a form is looked at."""
    rows = Task.objects.visible_to(request.user).select_related("contact__company", "owner", "done_by")
    task: Task = get_object_or_404(rows, pk=pk)
    if request.method == "POST" and not may_work_on(request.user, task):
        raise PermissionDenied
    return task


def done(request: SignedIn, said: str, undo: Task | None = None) -> HttpResponse:
    toast(request, said, undo=reverse("tasks:take_back", args=[undo.pk]) if undo else "")
    return redirect(request, next_url(request, reverse("tasks:list")))


def show(request: SignedIn, page: str, status: int = 200, **shown: Any) -> HttpResponse:
    if status == 200 and (form := shown.get("form")) is not None and form.errors:
        status = 422
    back = next_url(request, reverse("tasks:list"))
    return render(request, f"activities/{page}.html", shown | {"next": back}, status=status)


@login_required
@reads_and_posts
def new(request: SignedIn) -> HttpResponse:
    named = request.POST.get("about") or request.GET.get("about", "")
    about = subject_for(request.user, named)
    sent, user = posted(request), request.user
    form = TaskForm.fresh(user, about) if sent is None else TaskForm(user, sent, about=about)
    if not form.is_valid():
        return show(request, "task_form", form=form)
    if not may_plan_for(request.user, form.about):
        raise PermissionDenied
    task = next_steps.plan(form.about, by=request.user, **form.facts())
    return done(request, _("Planned: {what}").format(what=task.subject))


@login_required
@reads_and_posts
def edit(request: SignedIn, pk: int) -> HttpResponse:
    task, sent, user = task_of(request, pk), posted(request), request.user
    form = TaskForm.of(task, user) if sent is None else TaskForm(user, sent, about=task.contact)
    if not form.is_valid():
        return show(request, "task_form", form=form, task=task)
    try:
        next_steps.change(task, by=request.user, version=form.cleaned_data["version"], **form.facts())
    except next_steps.Stale as stale:
        form.shown_again(stale.task)
        return show(request, "task_form", 409, form=form, task=task_of(request, pk), stale=stale)
    return done(request, _("Changed: {what}").format(what=task.subject))


@login_required
@reads_and_posts
def finish(request: SignedIn, pk: int) -> HttpResponse:
    task = task_of(request, pk)
    form = FinishForm(request.POST) if request.method == "POST" else FinishForm.of(task, request.GET.get("outcome", ""))
    shown: dict[str, Any] = {"task": task, "outcomes": outcomes_of(task.kind)}
    if not form.is_valid():
        return show(request, "task_finish", form=form, **shown)
    try:
        next_steps.finish(task, by=request.user, **form.facts())
    except next_steps.NextStepMissing as missing:
        form.add_error("then", str(missing))
        return show(request, "task_finish", 409, form=form, **shown)
    except next_steps.Stale:
        return show(request, "task_stale", 409, task=task_of(request, pk))
    return done(request, _("Done: {what}").format(what=task.subject), undo=task)


@login_required
@reads_and_posts
def postpone(request: SignedIn, pk: int) -> HttpResponse:
    """GET offers the days, POST puts off."""
    task, form = task_of(request, pk), PostponeForm(request.POST)
    if request.method != "POST":
        return show(request, "task_later", task=task)
    if not form.is_valid():
        return show(request, "task_finish", 422, form=FinishForm.of(task, ""), task=task)
    try:
        task = next_steps.postpone(task, by=request.user, **form.facts())
    except next_steps.Stale:
        return show(request, "task_stale", 409, task=task_of(request, pk))
    return done(request, _("Put off: {what}").format(what=task.subject))


@login_required
@require_POST
def cancel(request: SignedIn, pk: int) -> HttpResponse:
    try:
        task = next_steps.cancel(task_of(request, pk), by=request.user)
    except next_steps.Stale:
        return show(request, "task_stale", 409, task=task_of(request, pk))
    return done(request, _("Dropped: {what}").format(what=task.subject), undo=task)


@login_required
@require_POST
def take_back(request: SignedIn, pk: int) -> HttpResponse:
    try:
        task = next_steps.take_back(task_of(request, pk), by=request.user)
    except next_steps.Stale:
        return show(request, "task_stale", 409, task=task_of(request, pk))
    return done(request, _("Open again: {what}").format(what=task.subject))


@login_required
@require_safe
def notification_list(request: SignedIn) -> HttpResponse:
    rows = notifications.of(request.user)[: notifications.SHOWN]
    unread = any(each.read_at is None for each in rows)
    return render(request, "activities/notifications.html", {"notifications": rows, "unread": unread})


@login_required
@require_POST
def open_notification(request: SignedIn, pk: int) -> HttpResponse:
    """Read it, and go where it leads."""
    message = get_object_or_404(Notification, pk=pk, user=request.user)
    notifications.read(request.user, pk)
    return redirect(request, message.url or reverse("notifications"))


@login_required
@require_POST
def read_all(request: SignedIn) -> HttpResponse:
    notifications.read(request.user)
    return redirect(request, reverse("notifications"))
