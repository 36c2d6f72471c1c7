"""For developers, served only under DEBUG: every component of the house on one page, filled with example data."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from crm.core import navigation


def components(request: HttpRequest) -> HttpResponse:
    return render(request, "dev/components.html", {"sections": navigation.SECTIONS})
