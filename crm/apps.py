from importlib import import_module

from django.apps import AppConfig
from django.db.models import fields
from django.utils.translation import gettext_lazy as _


class CrmConfig(AppConfig):
    name = "crm"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        fields.BLANK_CHOICE_LABEL = _("Choose")  # Django's own is long, and not yet in German
        import_module("crm.celery")  # every process publishes to our broker, so `shared_task` needs the app
        import_module("crm.checks")
