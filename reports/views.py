from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.today import today_for
from team.signed_in import SignedIn


@login_required
@require_safe
def today(request: SignedIn) -> HttpResponse:
    return render(request, "today/today.html", today_for(request.user))
