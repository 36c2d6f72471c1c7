from django.urls import include, path

from contacts.hand_over_page import HandOver
from opportunities import quote_pages, views
from opportunities.lists import CustomerList, OpportunityList, QuoteList

STEPS = ("accept", "decline")
opportunities = [
    path("", OpportunityList.as_view(), name="list"),
    path("hand-over/", HandOver.as_view(of=OpportunityList, back="opportunities:list"), name="hand_over"),
    *views.OpportunityPages().urls(),
    path("start/<int:pk>/", views.start, name="start"),
    path("<int:pk>/credit/", views.request_credit, name="request_credit"),
    path("<int:pk>/participants/", views.add_participant, name="add_participant"),
    path("<int:pk>/quote/", views.quote, name="quote"),
]
customers = [
    path("", CustomerList.as_view(), name="list"),
    path("hand-over/", HandOver.as_view(of=CustomerList, back="customers:list"), name="hand_over"),
]
quotes = [
    path("", QuoteList.as_view(), name="list"),
    path("<int:pk>/", quote_pages.detail, name="detail"),
    path("<int:pk>/edit/", quote_pages.edit, name="edit"),
    path("<int:pk>/print/", quote_pages.printed, name="print"),
    path("<int:pk>/send/", quote_pages.send, name="send"),
    path("<int:pk>/replace/", quote_pages.replace, name="replace"),
    *(path(f"<int:pk>/{step}/", quote_pages.step, {"step": step}, name=step) for step in STEPS),
    path("for-opportunity/<int:pk>/", views.draft, name="draft"),
    path("for-prospect/<int:pk>/", views.indicate, name="indicate"),
]
urlpatterns = [
    path("opportunities/", include((opportunities, "opportunities"))),
    path("customers/", include((customers, "customers"))),
    path("quotes/", include((quotes, "quotes"))),
]
