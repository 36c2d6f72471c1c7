from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContactsConfig(AppConfig):
    name = "contacts"
    verbose_name = _("Contacts")

    def ready(self) -> None:
        from contacts import audit, exporting
        from contacts.importing import companies, people, targets

        targets.register(companies.KIND)
        targets.register(people.KIND)
        exporting.register(exporting.CONTACTS)
        audit.register()
