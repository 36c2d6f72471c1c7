"""What keeps a production from serving. `manage.py check --deploy --database default` reports the same."""

from collections.abc import Callable, Sequence
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as Caution
from django.core.exceptions import ImproperlyConfigured
from django.db import ProgrammingError
from redis import Redis, RedisError

Problems = list[CheckMessage]


@register(Tags.security, deploy=True)
def secret_key_is_given(app_configs: Any = None, **kwargs: Any) -> Problems:
    if settings.SECRET_KEY_GIVEN:
        return []
    return [Error("There is no SECRET_KEY.", hint="At least 50 random characters, the same everywhere.", id="crm.E001")]


@register(Tags.database, deploy=True)
def no_demo_users(app_configs: Any = None, databases: Sequence[str] | None = None, **kwargs: Any) -> Problems:
    """Anybody can sign in as a demo user."""
    try:
        found = "default" in (databases or ()) and apps.get_model("team.User").objects.filter(is_demo=True).exists()
    except ProgrammingError:  # no tables yet, so no users
        return []
    hint = "Start with an empty database, or remove the demo data."
    return [Error("The database holds demo users.", hint=hint, id="crm.E002")] if found else []


@register(Tags.caches, deploy=True)
def broker_keeps_everything(app_configs: Any = None, **kwargs: Any) -> Problems:
    """A broker that evicts drops accepted tasks without a word. One that is down now is no reason not to serve."""
    try:
        with Redis.from_url(settings.REDIS_URL, socket_connect_timeout=2, socket_timeout=2) as broker:
            memory, persistence = broker.info("memory"), broker.info("persistence")
    except RedisError:
        return []
    problems: Problems = []
    if memory.get("maxmemory_policy", "noeviction") != "noeviction":
        problems.append(
            Error("The broker may evict tasks.", hint="Set its maxmemory-policy noeviction.", id="crm.E003")
        )
    if not persistence.get("aof_enabled", 1):
        problems.append(Caution("The broker forgets tasks in a crash.", hint="Set appendonly yes.", id="crm.W001"))
    return problems


def refuse_to_serve_unsafely() -> None:
    """Called by the pages, the worker and beat before they begin."""
    if not settings.PRODUCTION:
        return
    checks: list[Callable[..., Problems]] = [secret_key_is_given, no_demo_users, broker_keeps_everything]
    problems = [problem for check in checks for problem in check(databases=["default"]) if problem.is_serious()]
    if problems:
        raise ImproperlyConfigured("\n".join(f"Not starting: {problem.msg} {problem.hint}" for problem in problems))
