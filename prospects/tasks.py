"""What the worker does for this app. Tasks take ids and call one function."""

from celery import shared_task

from prospects import expiry, waking


@shared_task
def wake() -> None:
    waking.wake_all()


@shared_task
def expire_credit_checks() -> None:
    expiry.expire_all()
    expiry.announce_all()
