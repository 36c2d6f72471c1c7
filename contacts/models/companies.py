from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from phonenumber_field.modelfields import PhoneNumberField

from contacts.querysets import CompanyQuerySet
from crm.core import clock
from crm.core.money import AmountField
from team.models import Owned


class Company(Owned):
    """An organisation that contacts belong to."""

    kind = "company"
    name = models.CharField(_("legal name"), max_length=200)
    domain = models.CharField(_("domain"), max_length=200, blank=True, default="", help_text=_("example.com"))
    vat_id = models.CharField(_("VAT id"), max_length=20, blank=True, default="")
    street = models.CharField(_("street"), max_length=200, blank=True, default="")
    postal_code = models.CharField(_("postal code"), max_length=20, blank=True, default="")
    city = models.CharField(_("city"), max_length=120, blank=True, default="")
    country = CountryField(_("country"), blank=True, default="")
    industry = models.CharField(_("industry"), max_length=120, blank=True, default="")
    employees = models.PositiveIntegerField(_("people"), null=True, blank=True)
    revenue = AmountField(_("revenue a year"), null=True, blank=True)
    phone = PhoneNumberField(_("phone"), blank=True, default="")
    external_source = models.CharField(_("imported from"), max_length=80, blank=True, default="")
    external_id = models.CharField(_("external id"), max_length=120, blank=True, default="")
    attributes = models.JSONField(_("attributes"), default=dict, blank=True)
    created_at = models.DateTimeField(_("created at"), default=clock.now, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CompanyQuerySet.as_manager()

    class Meta:
        verbose_name = _("company")
        verbose_name_plural = _("companies")
        constraints = [
            models.UniqueConstraint(
                fields=["domain"],
                condition=~models.Q(domain=""),
                name="company_domain_once",
                violation_error_message=_("Another company has this domain already."),
            ),
            models.UniqueConstraint(
                fields=["vat_id"],
                condition=~models.Q(vat_id=""),
                name="company_vat_id_once",
                violation_error_message=_("Another company has this VAT id already."),
            ),
            models.UniqueConstraint(
                fields=["external_source", "external_id"],
                condition=~models.Q(external_id=""),
                name="company_external_id_once",
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="company_has_a_name"),
        ]
        indexes = [
            models.Index(fields=["name", "id"], name="company_by_name"),
            models.Index(fields=["-created_at", "-id"], name="company_by_age"),
            models.Index(fields=["owner", "name", "id"], name="company_by_owner"),
        ]

    def __str__(self) -> str:
        return self.name
