from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.today import today_for


@login_required
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    return render(request, "today/today.html", today_for(request.user))
