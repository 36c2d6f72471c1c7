from importlib import import_module

from django.apps import AppConfig


class CrmConfig(AppConfig):
    name = "crm"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("crm.celery")  # every process publishes to our broker, so `shared_task` needs the app
        import_module("crm.checks")
