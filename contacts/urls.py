from django.urls import include, path

from contacts import views
from contacts.entering import CompanyEntry, ContactEntry
from contacts.hand_over_page import HandOver
from contacts.lists import CompanyList, ContactList

contacts = [
    path("", ContactList.as_view(), name="list"),
    path("new/", ContactEntry.as_view(), name="create"),
    path("known/", views.known, name="known"),
    path("hand-over/", HandOver.as_view(of=ContactList, back="contacts:list"), name="hand_over"),
    path("<int:pk>/", views.contact, name="detail"),
    path("<int:pk>/edit/", views.edit_contact, name="edit"),
    path("<int:pk>/emails/", views.add_email, name="add_email"),
    path("<int:pk>/emails/<int:email_pk>/primary/", views.email, {"change": "primary"}, name="email_primary"),
    path("<int:pk>/emails/<int:email_pk>/remove/", views.email, {"change": "remove"}, name="email_remove"),
]
companies = [
    path("", CompanyList.as_view(), name="list"),
    path("new/", CompanyEntry.as_view(), name="create"),
    path("suggest/", views.suggest, name="suggest"),
    path("hand-over/", HandOver.as_view(of=CompanyList, back="companies:list"), name="hand_over"),
    path("<int:pk>/", views.company, name="detail"),
    path("<int:pk>/edit/", views.edit_company, name="edit"),
]
urlpatterns = [
    path("search/", views.find, name="search"),
    path("contacts/", include((contacts, "contacts"))),
    path("companies/", include((companies, "companies"))),
]
