"""What the worker does for this app. Tasks take ids and call one function."""

from celery import shared_task

from activities import notifications, outbox, reminders


@shared_task
def deliver_mail(ids: list[int]) -> None:
    outbox.deliver(ids)


@shared_task
def sweep_outbox() -> None:
    outbox.sweep()


@shared_task
def remind() -> None:
    reminders.remind_all()


@shared_task
def forget_old_notifications() -> None:
    notifications.forget_old()
