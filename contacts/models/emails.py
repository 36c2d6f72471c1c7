from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


def normalise(address: str) -> str:
    """How two spellings of one mailbox are told to be the same: trimmed and case-folded."""
    return address.strip().casefold()


class ContactEmail(models.Model):
    """One address of a contact; an address belongs to one contact, and one address is the primary."""

    contact = models.ForeignKey("contacts.Contact", models.CASCADE, related_name="emails", verbose_name=_("contact"))
    address = models.EmailField(_("e-mail"), max_length=254)
    normalised = models.CharField(max_length=254, unique=True, editable=False)
    primary = models.BooleanField(_("primary"), default=True)

    class Meta:
        verbose_name = _("e-mail address")
        verbose_name_plural = _("e-mail addresses")
        constraints = [
            models.UniqueConstraint(fields=["contact"], condition=models.Q(primary=True), name="one_primary_email"),
            models.CheckConstraint(condition=~models.Q(normalised=""), name="email_not_empty"),
        ]

    def __str__(self) -> str:
        return self.address

    def save(self, *args: object, **kwargs: object) -> None:
        self.normalised = normalise(self.address)
        super().save(*args, **kwargs)  # type: ignore[arg-type]
