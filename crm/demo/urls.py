from django.urls import include, path

from crm.demo import views

tour = [
    path("tour/", views.guide, name="guide"),
    path("tour/visit/", views.visit, name="visit"),
]
urlpatterns = [path("", include((tour, "tour")))]
