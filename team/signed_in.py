"""A request behind `login_required`: somebody is there."""

from django.http import HttpRequest

from team.models import User


class SignedIn(HttpRequest):
    user: User
