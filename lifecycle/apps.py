from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class LifecycleConfig(AppConfig):
    name = "lifecycle"
    verbose_name = _("Lifecycle")

    def ready(self) -> None:
        from lifecycle.edges import write_edges

        post_migrate.connect(write_edges, dispatch_uid="lifecycle.edges")
