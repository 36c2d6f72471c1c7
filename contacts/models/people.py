from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from phonenumber_field.modelfields import PhoneNumberField

from contacts.querysets import ContactQuerySet
from crm.core import clock
from team.models import Owned


class Salutation(models.TextChoices):
    NONE = "", _("none")
    MS = "ms", _("Ms")
    MR = "mr", _("Mr")


class FormOfAddress(models.TextChoices):
    FORMAL = "formal", _("Sie")
    FAMILIAR = "familiar", _("du")


class Phase(models.TextChoices):
    CONTACT = "contact", _("Contact")
    LEAD = "lead", _("Lead")
    PROSPECT = "prospect", _("Prospect")
    OPPORTUNITY = "opportunity", _("Opportunity")
    CUSTOMER = "customer", _("Customer")


class Contact(Owned):
    """A person, for life: never copied, never converted away. Everything but the row itself may be unknown."""

    kind = "contact"
    company = models.ForeignKey(
        "contacts.Company", models.PROTECT, null=True, blank=True, related_name="contacts", verbose_name=_("company")
    )
    salutation = models.CharField(_("salutation"), max_length=10, choices=Salutation, blank=True, default="")
    title = models.CharField(_("title"), max_length=40, blank=True, default="", help_text=_("Dr., Prof., …"))
    first_name = models.CharField(_("first name"), max_length=120, blank=True, default="")
    last_name = models.CharField(_("last name"), max_length=120, blank=True, default="")
    job_title = models.CharField(_("job title"), max_length=120, blank=True, default="")
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, blank=True, default="")
    address_form = models.CharField(
        _("form of address"), max_length=10, choices=FormOfAddress, default=FormOfAddress.FORMAL
    )
    phone = PhoneNumberField(_("phone"), blank=True, default="")
    mobile = PhoneNumberField(_("mobile"), blank=True, default="")
    country = CountryField(_("country"), blank=True, default="")
    city = models.CharField(_("city"), max_length=120, blank=True, default="")
    no_email = models.BooleanField(_("no e-mail"), default=False, help_text=_("Has objected to e-mail."))
    no_phone = models.BooleanField(_("no calls"), default=False, help_text=_("Has objected to calls."))
    external_source = models.CharField(_("imported from"), max_length=80, blank=True, default="")
    external_id = models.CharField(_("external id"), max_length=120, blank=True, default="")
    attributes = models.JSONField(_("attributes"), default=dict, blank=True)
    phase = models.CharField(_("phase"), max_length=12, choices=Phase, default=Phase.CONTACT, editable=False)
    created_at = models.DateTimeField(_("created at"), default=clock.now, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        constraints = [
            models.UniqueConstraint(
                fields=["external_source", "external_id"],
                condition=~models.Q(external_id=""),
                name="contact_external_id_once",
            ),
        ]
        indexes = [
            models.Index(fields=["last_name", "first_name", "id"], name="contact_by_name"),
            models.Index(fields=["phase", "last_name", "first_name", "id"], name="contact_by_phase"),
            models.Index(fields=["owner", "last_name", "first_name", "id"], name="contact_by_owner"),
            models.Index(fields=["-created_at", "-id"], name="contact_by_age"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name to show: "Dr. Katrin Brandt", else the address, else that it is unknown."""
        full = " ".join(part for part in (self.title, self.first_name, self.last_name) if part)
        return full or self.email or str(_("Contact {number}").format(number=self.pk))

    @property
    def email(self) -> str:
        """The primary address; prefetch `emails` for lists, or `remember_email`."""
        if "known_email" in self.__dict__:
            return str(self.known_email)
        return next((each.address for each in sorted(self.emails.all(), key=lambda e: not e.primary)), "")

    def remember_email(self, address: str | None) -> None:
        """Take this as the primary address, so that nobody asks for it again."""
        self.known_email = address or ""

    @property
    def may_mail(self) -> bool:
        return not self.no_email and bool(self.email)

    @property
    def may_call(self) -> bool:
        return not self.no_phone and bool(self.phone or self.mobile)

    @property
    def number(self) -> str:
        """The telephone number to show, as people write it."""
        reached = self.phone or self.mobile
        return reached.as_international if reached else ""

    @property
    def has_objected(self) -> bool:
        return self.no_email and self.no_phone

    @property
    def initials(self) -> str:
        return (self.first_name[:1] + self.last_name[:1]).upper() or "?"
