"""A list over contacts, declared as pages declare theirs, and routed for these tests alone."""

import django_filters
from django.http import HttpResponse
from django.urls import include, path

from contacts.models import Contact
from contacts.models.people import Phase
from crm.core import columns, lists


class ContactFilters(django_filters.FilterSet):
    city = django_filters.CharFilter(label="City")
    phase = django_filters.ChoiceFilter(label="Phase", choices=Phase)
    created_at = django_filters.DateFromToRangeFilter(label="Created")

    class Meta:
        model = Contact
        fields = ["city", "phase", "created_at"]


class ContactList(lists.ListPage):
    name = "contacts"
    title = "Contacts"
    model = Contact
    filters = ContactFilters
    search = "Search in list"
    sort = "name"
    page_size = 3
    views = (
        lists.Preset("all", "All"),
        lists.Preset("mine", "Mine", lambda rows, user: rows.owned_by(user), sort="-created"),
    )
    columns = (
        columns.Person("name", "Name", sub="job_title", url="contact", sort=("last_name", "first_name")),
        columns.Text("city", "City", field="city", sort="city"),
        columns.Text("company", "Company", field="company__name", sort="company__name"),
        columns.Phase("phase", "Phase", field="phase"),
        columns.When("created", "Created", field="created_at", sort="created_at"),
        columns.Owner("owner", "Owner"),
    )
    empty = lists.Empty("No contacts yet", "Enter the first one.")

    def find(self, rows, text):
        return rows.filter(last_name__icontains=text)


class PickingList(ContactList):
    bulk = (lists.Bulk("Hand over", "contact_list", "user-plus"),)


urlpatterns = [
    path("people/", ContactList.as_view(), name="contact_list"),
    path("picking/", PickingList.as_view(), name="picking_list"),
    path("people/<int:pk>/", lambda request, pk: HttpResponse("one"), name="contact"),
    path("", include("crm.urls")),
]
