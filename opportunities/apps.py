from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OpportunitiesConfig(AppConfig):
    name = "opportunities"
    verbose_name = _("Opportunities")

    def ready(self) -> None:
        from opportunities import (
            audit,
            conversion,
            exporting,
            finding,
            hooks,  # noqa: F401  receives
        )

        conversion.register()
        exporting.register()
        finding.register()
        audit.register()
