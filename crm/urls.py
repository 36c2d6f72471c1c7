from django.conf import settings
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("admin/", admin.site.urls),
    path("", include("crm.core.urls")),
    path("", include("team.urls")),
    path("", include("contacts.urls")),
    path("", include("activities.urls")),
    path("", include("leads.urls")),
    path("", include("capture.urls")),
    path("", include("prospects.urls")),
    path("", include("opportunities.urls")),
    path("", include("reports.urls")),
    path("", include("crm.demo.urls")),
]
if settings.DEBUG:
    urlpatterns += [path("", include("crm.views_dev"))]
