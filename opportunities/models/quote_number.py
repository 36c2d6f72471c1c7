from __future__ import annotations

from django.db import models


class QuoteNumber(models.Model):
    """The last quote number of a year; its row lock makes numbers unique without gaps from races."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"
