from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActivitiesConfig(AppConfig):
    name = "activities"
    verbose_name = _("Activities")

    def ready(self) -> None:
        from activities import audit, contact_page, notifications
        from activities.models import Task
        from contacts import page
        from crm.core import navigation

        audit.register()
        page.register(contact_page.part)

        navigation.count("tasks:list", Task.objects.waiting_for, waits=True)
        navigation.count("notifications", notifications.unread_count, waits=True)
