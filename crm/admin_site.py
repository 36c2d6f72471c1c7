"""Django admin as this house shows it: signed into like every page, and ordered by what one wants to set up."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from crm.core.admin import SECTIONS


class SettingsSite(AdminSite):
    """Its own sign-in would pass by the second factor and the rate limits, so it has none."""

    site_header = _("Settings")
    site_title = _("Settings")
    index_title = _("Settings")
    site_url = "/"

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if request.user.is_authenticated:
            raise PermissionDenied
        back = urlencode({"next": request.GET.get("next") or reverse("admin:index")})
        return redirect(f"{reverse(settings.LOGIN_URL)}?{back}")

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return redirect("account_change_password")

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """All pages by section instead of by app; a single app's page stays as Django makes it."""
        apps = super().get_app_list(request, app_label)
        return apps if app_label else list(self._sections([each for app in apps for each in app["models"]]))

    def _sections(self, pages: list[dict[str, Any]]) -> Any:
        for number, name in enumerate(SECTIONS, start=1):
            if found := [each for each in pages if self._section(each["model"]) is name]:
                url = f"{reverse('admin:index')}#section-{number}"
                yield {
                    "name": name,
                    "app_label": f"section-{number}",
                    "app_url": url,
                    "has_module_perms": True,
                    "models": found,
                }

    def _section(self, model: Any) -> Any:
        return getattr(self.get_model_admin(model), "section", SECTIONS[-1])


class SettingsConfig(AdminConfig):
    default_site = "crm.admin_site.SettingsSite"
