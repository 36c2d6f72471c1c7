from collections.abc import Callable

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse

PATH = "/healthz"


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


class Health:
    """Answers `/healthz` before anything else is asked: whatever the host name, without session or redirect.

    200 while this process can serve pages. The broker is left out: pages work without it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return healthz() if request.path == PATH else self.get_response(request)


def healthz() -> HttpResponse:
    healthy = database_answers()
    return JsonResponse({"database": healthy}, status=200 if healthy else 503, headers={"Cache-Control": "no-store"})
