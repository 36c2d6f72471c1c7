from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LeadsConfig(AppConfig):
    name = "leads"
    verbose_name = _("Leads")

    def ready(self) -> None:
        from contacts.importing import targets
        from leads import audit, exporting, hooks, importing  # noqa: F401  hooks receives
        from leads.scoring import proof

        targets.register(importing.KIND)
        exporting.register()
        audit.register()
        proof.register()
