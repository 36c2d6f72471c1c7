from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from crm.core import navigation

FRESH = 20  # seconds a browser may reuse the figures, so that leafing through pages does not ask again and again


@require_safe
@login_required
def nav_counts(request: HttpRequest) -> HttpResponse:
    """The figures beside the navigation, fetched after the page so that no page waits for them."""
    response = render(request, "components/_nav_counts.html", {"counts": navigation.counts_for(request.user)})
    patch_cache_control(response, private=True, max_age=FRESH)
    return response
