from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LeadsConfig(AppConfig):
    name = "leads"
    verbose_name = _("Leads")

    def ready(self) -> None:
        from contacts.importing import targets
        from leads import hooks, importing  # noqa: F401  hooks receives

        targets.register(importing.KIND)
        from leads.scoring import proof

        proof.register()
