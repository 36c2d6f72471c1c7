"""The worker: `celery -A crm worker`, and beat: `celery -A crm beat`.

The database is the queue of record (sweeps find what the broker lost); these options only decide how soon.
"""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm.settings")
os.environ.setdefault("CRM_PROCESS", "worker")

from typing import Any

from celery import Celery, signals
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from crm.schedule import SCHEDULE

app = Celery("crm")
app.conf.update(
    broker_url=settings.REDIS_URL,
    broker_connection_retry_on_startup=True,
    broker_transport_options={
        "visibility_timeout": 600,  # a task lost with its worker comes back after at most ten minutes …
        "unacked_restore_interval": 10,  # … and is looked for every ten seconds,
        "unacked_restore_throttle": 1,  # not at every tenth look, as the defaults would have it
        "socket_connect_timeout": 2,  # a broker that is down must not hold up a page
        "socket_timeout": 10,
        "max_retries": 0,  # and neither must the default of trying again for six seconds
    },
    task_publish_retry=False,  # the sweep nudges again; nobody waits for a broker
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    worker_hijack_root_logger=False,
    worker_max_tasks_per_child=1000,
    task_ignore_result=True,
    task_serializer="json",
    accept_content=["json"],
    task_time_limit=540,  # below the visibility timeout, so that no task ever runs twice at a time
    task_soft_time_limit=500,
    enable_utc=True,
    timezone="UTC",
    beat_schedule=SCHEDULE,
)
app.autodiscover_tasks()


@signals.worker_init.connect
@signals.beat_init.connect
def refuse_to_serve_unsafely(**kwargs: Any) -> None:
    from crm import checks

    try:
        checks.refuse_to_serve_unsafely()
    except ImproperlyConfigured as unfit:
        raise SystemExit(str(unfit)) from None  # a receiver's exceptions are only logged; this one ends the process
