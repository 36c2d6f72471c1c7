import factory
from factory.django import DjangoModelFactory

from contacts.models import Company, Contact, ContactEmail


class CompanyFactory(DjangoModelFactory):
    class Meta:
        model = Company

    name = factory.Sequence(lambda n: f"Nordlicht {n} GmbH")
    country = "DE"


class ContactFactory(DjangoModelFactory):
    """A reachable person without a company; `email=""` leaves the address out."""

    class Meta:
        model = Contact
        skip_postgeneration_save = True

    first_name = "Katrin"
    last_name = factory.Sequence(lambda n: f"Brandt {n}")

    @factory.post_generation
    def email(self, create, address, **_):
        if create and address != "":
            ContactEmail.objects.create(contact=self, address=address or f"contact{self.pk}@example.com")
