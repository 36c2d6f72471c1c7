from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField

from crm.core import clock, moments
from crm.core.money import AmountField, CurrencyField, money
from lifecycle.gates import Finding, gate
from lifecycle.records import Guarded
from lifecycle.steps import step
from opportunities.permissions import may_quote
from opportunities.querysets import QuoteQuerySet
from opportunities.quoting import Total, line_net, total_of


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SENT = "sent", _("Sent")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    REPLACED = "replaced", _("Replaced")


@gate(_("It has lines"))
def has_lines(quote: Any) -> Finding:
    return Finding(quote.lines.exists())


@gate(_("It has a date until which it is valid, and that is not over"))
def is_in_time(quote: Any) -> Finding:
    day = quote.valid_until
    return Finding(day is not None and day >= clock.today(), moments.exact(day) if day else "")


@gate(_("It belongs to an opportunity"))
def has_opportunity(quote: Any) -> Finding:
    return Finding(quote.opportunity_id is not None)


class Quote(Guarded):
    """An offer with lines, prices and a validity. Before qualification it is a price indication on the prospect."""

    kind = "quote"
    pages = "quotes"
    state = FSMField(_("state"), choices=State.choices, default=State.DRAFT, protected=True, editable=False)
    number = models.CharField(_("number"), max_length=20, unique=True)
    contact = models.ForeignKey("contacts.Contact", models.PROTECT, related_name="quotes", verbose_name=_("contact"))
    prospect = models.ForeignKey(
        "prospects.Prospect", models.PROTECT, null=True, blank=True, related_name="quotes", verbose_name=_("prospect")
    )
    opportunity = models.ForeignKey(
        "opportunities.Opportunity", models.PROTECT, null=True, blank=True, related_name="quotes",
        verbose_name=_("opportunity"),
    )  # fmt: skip
    currency = CurrencyField(_("currency"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    prepayment = models.BooleanField(_("prepayment"), default=False)
    note = models.TextField(_("note to the customer"), blank=True, default="")
    mailed_to = models.EmailField(_("mailed to"), blank=True, default="", editable=False)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True, editable=False)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True, editable=False)
    order_reference = models.CharField(_("order reference"), max_length=120, blank=True, default="")
    created_at = models.DateTimeField(_("created at"), default=clock.now, editable=False)

    objects = QuoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("quote")
        verbose_name_plural = _("quotes")
        constraints = [
            models.CheckConstraint(
                condition=Q(prospect__isnull=False) | Q(opportunity__isnull=False), name="quote_belongs_somewhere"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("sent", "accepted")) | Q(sent_at__isnull=False, opportunity__isnull=False),
                name="sent_quote_has_an_opportunity",
            ),
            models.UniqueConstraint(
                fields=["opportunity"], condition=~Q(state="replaced"), name="one_current_quote_per_opportunity"
            ),
        ]
        indexes = [models.Index(fields=["-created_at", "-id"], name="quote_by_age")]

    def __str__(self) -> str:
        return self.number

    @step(state, State.DRAFT, State.SENT, label=_("Send quote"), may=may_quote, icon="send",
          gates=[has_opportunity, has_lines, is_in_time])  # fmt: skip
    def send(self, mail_to: str = "") -> None:
        self.sent_at, self.mailed_to = clock.now(), mail_to

    @step(state, State.SENT, State.ACCEPTED, label=_("Record acceptance"), may=may_quote, icon="signature",
          gates=[is_in_time], needs=["order_reference"])  # fmt: skip
    def accept(self, order_reference: str = "") -> None:
        self.answered_at, self.order_reference = clock.now(), order_reference

    @step(state, State.SENT, State.DECLINED, label=_("Record refusal"), may=may_quote, icon="x", needs=["note"])
    def decline(self) -> None:
        self.answered_at = clock.now()

    @step(state, (State.DRAFT, State.SENT, State.DECLINED), State.REPLACED, label=_("Replace"), may=may_quote)
    def replace(self) -> None: ...

    @property
    def record(self) -> Any:
        """What the quote is for: the opportunity, or the prospect before there is one."""
        return self.opportunity or self.prospect

    @property
    def successor(self) -> Any:
        """An accepted quote leads back to its deal."""
        return self.opportunity if self.state == State.ACCEPTED else None

    @property
    def company_id(self) -> int | None:
        return self.record.company_id  # type: ignore[no-any-return]

    @property
    def owner_id(self) -> int | None:
        return self.record.owner_id  # type: ignore[no-any-return]

    @property
    def is_draft(self) -> bool:
        return self.state == State.DRAFT

    @property
    def totals(self) -> Total:
        return total_of(self.lines.all())

    @property
    def total(self) -> Decimal:
        return self.totals.gross

    @property
    def sentence(self) -> str:
        parts = [self.number, str(self.get_state_display()), money(self.total, self.currency)]
        if self.valid_until:
            parts.append(str(_("valid until {day}").format(day=moments.exact(self.valid_until))))
        return ", ".join(parts)


class QuoteLine(models.Model):
    """One line: a product or free text, priced without tax."""

    quote = models.ForeignKey(Quote, models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    product = models.ForeignKey(
        "opportunities.Product", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("product")
    )
    text = models.CharField(_("text"), max_length=300)
    quantity = models.DecimalField(
        _("quantity"),
        max_digits=10,
        decimal_places=3,
        default=Decimal(1),
        validators=[MinValueValidator(Decimal("0.001"))],
    )
    unit_price = AmountField(_("unit price"))
    discount = models.DecimalField(
        _("discount in percent"),
        max_digits=5,
        decimal_places=2,
        default=Decimal(0),
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
    )
    tax_rate = models.DecimalField(
        _("tax in percent"),
        max_digits=4,
        decimal_places=2,
        default=Decimal(19),
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(99))],
    )

    class Meta:
        verbose_name = _("line")
        verbose_name_plural = _("lines")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text

    @property
    def net(self) -> Decimal:
        return line_net(self.quantity, self.unit_price, self.discount)
