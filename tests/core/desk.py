"""A page with everything that moves, routed for the browser tests alone."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.template import engines
from django.urls import path

from crm.core import htmx
from tests.core import listed

PAGE = """{% extends "base.html" %}{% load shell %}
{% block title %}Desk{% endblock %}
{% block content %}
<h1>Desk</h1>
{% post_button "/desk/press/" "Press" %}
{% post_button "/desk/press/" "Harm" confirm="Delete it?" %}
<a href="/desk/form/" data-dialog data-key="e">Edit</a>
<form action="/desk/press/" method="post" data-guard>{% csrf_token %}
<textarea name="note" aria-label="Note"></textarea></form>
<button type="button" hx-post="/desk/say/" hx-swap="none">Say</button>
<button type="button" hx-get="/desk/broken/" hx-swap="none">Break</button>
{% endblock %}"""
FORM = """{% extends frame %}
{% block title %}Edit{% endblock %}
{% block content %}{% include "components/_form.html" with action="/desk/form/" cancel="/desk/" %}{% endblock %}"""

pressed = []


class NameForm(forms.Form):
    name = forms.RegexField(r"^short$", label="Name")


def desk(request):
    return HttpResponse(engines["django"].from_string(PAGE).render({}, request))


def press(request):
    pressed.append(request.method)
    return htmx.redirect(request, "/desk/")


def say(request):
    htmx.toast(request, "Lead saved.", undo="/desk/press/")
    return HttpResponse(status=204)


def edit(request):
    form = NameForm(request.POST or None)
    if form.is_valid():
        htmx.toast(request, "Name saved.")
        return htmx.redirect(request, "/desk/")
    page = engines["django"].from_string(FORM).render({"form": form}, request)
    return HttpResponse(page, status=422 if form.is_bound else 200)


def broken(request):
    return render(request, "500.html", status=500)


urlpatterns = [
    path("desk/", desk),
    path("desk/press/", press),
    path("desk/say/", say),
    path("desk/form/", edit),
    path("desk/broken/", broken),
    *listed.urlpatterns,
]
