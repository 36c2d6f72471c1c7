from django.urls import include, path

from leads import views

leads = [
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/steps/<slug:step>/", views.step, name="step"),
    path("<int:pk>/waive/", views.waive, name="waive"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/log/", views.log_activity, name="log"),
    path("<int:pk>/pulse/", views.pulse, name="pulse"),
]
urlpatterns = [path("leads/", include((leads, "leads")))]
