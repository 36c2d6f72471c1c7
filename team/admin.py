"""Users and teams. Nobody is deleted: whoever leaves is deactivated, and the history stays."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as AccountAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from crm.core.admin import PEOPLE, HouseAdmin
from team.models import Role, Team, User
from team.rights import leaves_nobody_in_charge

admin.site.unregister(Group)  # roles say who may do what

ROLES = _(
    "A rep works on own and team's records. A manager also reads and moves the team's. A credit officer decides on "
    "credit, never on own records. An administrator sets all this up."
)


def roles_field() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("roles"),
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        initial=[Role.REP],
        help_text=ROLES,
    )


class UserForm(UserChangeForm):
    roles = roles_field()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        before = User.objects.get(pk=self.instance.pk)
        if leaves_nobody_in_charge(before, roles=data.get("roles", []), active=data.get("is_active", False)):
            raise forms.ValidationError(_("This is the last active administrator. Appoint another one first."))
        return data


class NewUserForm(AdminUserCreationForm):
    roles = roles_field()
    usable_password = forms.ChoiceField(
        label=_("Password"),
        choices=[("true", _("Set it here")), ("false", _("They set it themselves"))],
        initial="true",
        required=False,
        widget=forms.RadioSelect(attrs={"class": "radiolist inline"}),
    )

    class Meta:
        model = User
        fields = ("email", "first_name", "last_name", "team", "roles", "language")
        field_classes: dict[str, Any] = {}

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()


@admin.register(User)
class UserAdmin(HouseAdmin, AccountAdmin):
    section = PEOPLE
    intro = _(
        "Everybody who signs in. Nobody is deleted, because what somebody did stays on the records: deactivate people "
        "who leave. New users set their own password with “Forgot your password?” if you give them none."
    )
    form = UserForm
    add_form = NewUserForm
    add_form_template = None  # Django's own says that more can be set afterwards
    list_display = ("get_full_name", "email", "team", "roles_in_words", "is_active", "last_login")
    list_display_links = ("get_full_name", "email")
    list_filter = ("is_active", "team", "language")
    list_select_related = ("team",)
    search_fields = ("email", "first_name", "last_name")
    ordering = ("last_name", "first_name", "email")
    filter_horizontal = ()
    readonly_fields = ("is_demo", "last_login", "created_at")
    fieldsets = (
        (None, {"fields": ("email", "password", "is_active", "is_demo")}),
        (_("Person"), {"fields": ("first_name", "last_name", "language", "time_zone", "theme")}),
        (_("Work"), {"fields": ("team", "roles")}),
        (_("Dates"), {"fields": ("last_login", "created_at")}),
    )
    add_fieldsets = (
        (None, {"fields": ("email", "first_name", "last_name", "language")}),
        (_("Work"), {"fields": ("team", "roles")}),
        (_("Password"), {"fields": ("usable_password", "password1", "password2")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).people()  # type: ignore[attr-defined]

    @admin.display(description=_("roles"))
    def roles_in_words(self, user: User) -> str:
        return ", ".join(str(Role(role).label) for role in user.roles)


@admin.register(Team)
class TeamAdmin(HouseAdmin):
    section = PEOPLE
    intro = _("Every record belongs to a team. What nobody owns yet waits in its team's pool.")
    list_display = ("name", "members")
    search_fields = ("name",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Team]:
        return super().get_queryset(request).annotate(working=Count("users", filter=Q(users__is_active=True)))

    @admin.display(description=_("active members"), ordering="working")
    def members(self, team: Any) -> int:
        return int(team.working)
