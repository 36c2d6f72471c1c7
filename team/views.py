"""Pages and switches of the profile, and the one-click sign-in of a demo."""

from __future__ import annotations

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required, login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect as go
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from crm.core.htmx import posted, redirect, toast
from crm.core.returning import next_url
from team.demo_sign_in import demo_user
from team.forms import PreferencesForm, ProfileForm
from team.models import Role, User

DIRECT = "django.contrib.auth.backends.ModelBackend"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    me = User.objects.get(pk=request.user.pk)  # a form that is not valid must not change the page's own user
    form = ProfileForm(posted(request), instance=me)
    if not form.is_valid():
        shown = {"form": form, "roles": [Role(role).label for role in me.roles]}
        return render(request, "team/profile.html", shown, status=422 if form.errors else 200)
    form.save()
    with translation.override(me.language):
        toast(request, _("Profile saved."))
    return redirect(request, reverse("team:profile"))


@login_required
@require_POST
def preferences(request: HttpRequest) -> HttpResponse:
    form = PreferencesForm(request.POST)
    if form.is_valid() and form.chosen():
        User.objects.filter(pk=request.user.pk).update(**form.chosen())
    return redirect(request, next_url(request, "/"))


@login_not_required
@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    user = demo_user(request.POST.get("role", ""))
    if user is None:
        raise Http404
    login(request, user, backend=DIRECT)
    return go(next_url(request, "/"))
