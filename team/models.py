"""Who works here: users, their roles and teams. Users are never deleted, only deactivated."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from crm.core import clock
from team.querysets import OwnedQuerySet


class Role(models.TextChoices):
    REP = "rep", _("Sales rep")
    MANAGER = "manager", _("Sales manager")
    CREDIT_OFFICER = "credit_officer", _("Credit officer")
    ADMIN = "admin", _("Administrator")


class Theme(models.TextChoices):
    SYSTEM = "system", _("As the system says")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


class Team(models.Model):
    name = models.CharField(_("name"), max_length=80, unique=True)

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class UserQuerySet(models.QuerySet["User"]):
    def people(self) -> UserQuerySet:
        return self.filter(is_machine=False)

    def working(self) -> UserQuerySet:
        return self.people().filter(is_active=True)

    def with_role(self, role: str) -> UserQuerySet:
        return self.working().filter(roles__contains=[role])

    def sellers(self, *others: int | None) -> UserQuerySet:
        """Who may own contacts and records; and `others`, who own some already."""
        selling = models.Q(is_machine=False, is_active=True, roles__overlap=[Role.REP, Role.MANAGER])
        return self.filter(selling | models.Q(pk__in=[pk for pk in others if pk]))


class UserManager(BaseUserManager["User"].from_queryset(UserQuerySet)):  # type: ignore[misc]
    def create_user(self, email: str, password: str | None = None, **more: Any) -> User:
        user: User = self.model(email=self.normalize_email(email).lower(), **more)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email: str, password: str | None = None, **more: Any) -> User:
        more = {"is_superuser": True, "roles": [Role.ADMIN], **more}
        return self.create_user(email, password, **more)

    def machine(self, name: str) -> User:
        """The user in whose name a machine acts: it can do anything and can never sign in."""
        defaults = {"first_name": name.capitalize(), "is_machine": True, "is_active": False, "password": "!"}
        user, _created = self.get_or_create(email=f"{name}@machine.invalid", defaults=defaults)
        return user  # type: ignore[no-any-return]


def _known_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(_("This time zone does not exist."))


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who signs in by e-mail, or a machine that acts on its own."""

    email = models.EmailField(_("e-mail"), unique=True)
    first_name = models.CharField(_("first name"), max_length=80, blank=True, default="")
    last_name = models.CharField(_("last name"), max_length=80, blank=True, default="")
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="users", verbose_name=_("team"))
    roles = ArrayField(models.CharField(max_length=20, choices=Role), verbose_name=_("roles"), default=list, blank=True)
    language = models.CharField(
        _("language"), max_length=5, choices=[("en", "English"), ("de", "Deutsch")], default="en"
    )
    time_zone = models.CharField(_("time zone"), max_length=50, default="Europe/Berlin", validators=[_known_zone])
    theme = models.CharField(_("theme"), max_length=10, choices=Theme, default=Theme.SYSTEM)
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Deactivate people who leave; their history stays.")
    )
    is_machine = models.BooleanField(_("machine"), default=False, editable=False)
    is_demo = models.BooleanField(_("demo user"), default=False, editable=False)
    created_at = models.DateTimeField(_("created at"), default=clock.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["last_name", "first_name", "email"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_once"),
            models.CheckConstraint(
                condition=models.Q(is_machine=False) | models.Q(is_active=False), name="machine_never_signs_in"
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip() or self.email

    def get_short_name(self) -> str:
        return self.first_name or self.email

    @property
    def initials(self) -> str:
        return (self.first_name[:1] + self.last_name[:1]).upper() or self.email[:2].upper()

    @property
    def is_staff(self) -> bool:
        """May open Django admin: the role says so, and nothing else (`team.rights`)."""
        return self.has_role(Role.ADMIN)

    def has_role(self, *roles: str) -> bool:
        """Has any of the roles; a machine has none and asks for none."""
        return self.is_active and any(role in self.roles for role in roles)


class Owned(models.Model):
    """Every record has somebody responsible, or waits in a team's pool."""

    owner = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("owner"))
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("team"))

    objects = OwnedQuerySet.as_manager()

    class Meta:
        abstract = True
