from django.urls import path

from crm.core import views

urlpatterns = [path("nav/counts/", views.nav_counts, name="nav_counts")]
