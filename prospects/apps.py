from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProspectsConfig(AppConfig):
    name = "prospects"
    verbose_name = _("Prospects")

    def ready(self) -> None:
        from crm.core import navigation
        from prospects import (
            audit,
            exporting,
            finding,
            hooks,  # noqa: F401  receives
            promotion,
        )
        from prospects.models import CreditCheck

        promotion.register()
        exporting.register()
        finding.register()
        audit.register()
        navigation.count("credit:queue", CreditCheck.objects.waiting_for, waits=True)
