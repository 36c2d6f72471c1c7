from django.urls import include, path

from activities import contact_page, views
from activities.lists import TaskList

tasks = [
    path("", TaskList.as_view(), name="list"),
    path("new/", views.new, name="new"),
    path("<int:pk>/", views.finish, name="finish"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/postpone/", views.postpone, name="postpone"),
    path("<int:pk>/cancel/", views.cancel, name="cancel"),
    path("<int:pk>/take-back/", views.take_back, name="take_back"),
]
urlpatterns = [
    path("tasks/", include((tasks, "tasks"))),
    path("contacts/<int:pk>/log/", contact_page.log_with, name="contact_log"),
    path("notifications/", views.notification_list, name="notifications"),
    path("notifications/read/", views.read_all, name="notifications_read"),
    path("notifications/<int:pk>/", views.open_notification, name="notification_open"),
]
