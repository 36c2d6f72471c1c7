from django.urls import include, path

from team import views

team = [
    path("profile/", views.profile, name="profile"),
    path("profile/preferences/", views.preferences, name="preferences"),
    path("demo/sign-in/", views.demo_sign_in, name="demo_sign_in"),
]
urlpatterns = [path("", include((team, "team")))]
