"""What a search looks at: one narrow row a contact or company, kept by database triggers, indexed by trigrams."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.db import models


class SearchEntry(models.Model):
    """Folded text (lower case, no accents) of names, addresses, numbers; written by triggers only."""

    contact = models.OneToOneField("contacts.Contact", models.CASCADE, null=True, related_name="search_entry")
    company = models.OneToOneField("contacts.Company", models.CASCADE, null=True, related_name="search_entry")
    text = models.TextField()

    class Meta:
        indexes = [GinIndex(fields=["text"], name="search_trigrams", opclasses=["gin_trgm_ops"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(contact__isnull=True) ^ models.Q(company__isnull=True), name="search_one_subject"
            )
        ]

    def __str__(self) -> str:
        return self.text
