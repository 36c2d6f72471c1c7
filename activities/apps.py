from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActivitiesConfig(AppConfig):
    name = "activities"
    verbose_name = _("Activities")

    def ready(self) -> None:
        from activities import notifications
        from activities.models import Task
        from crm.core import navigation

        navigation.count("tasks:list", Task.objects.waiting_for, waits=True)
        navigation.count("notifications", notifications.unread_count, waits=True)
