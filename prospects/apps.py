from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProspectsConfig(AppConfig):
    name = "prospects"
    verbose_name = _("Prospects")

    def ready(self) -> None:
        from prospects import (
            audit,
            exporting,
            finding,
            hooks,  # noqa: F401  receives
            promotion,
        )

        promotion.register()
        exporting.register()
        finding.register()
        audit.register()
