from django.urls import include, path

from contacts.hand_over_page import HandOver
from opportunities.lists import CustomerList, OpportunityList, QuoteList

opportunities = [
    path("", OpportunityList.as_view(), name="list"),
    path("hand-over/", HandOver.as_view(of=OpportunityList, back="opportunities:list"), name="hand_over"),
]
customers = [
    path("", CustomerList.as_view(), name="list"),
    path("hand-over/", HandOver.as_view(of=CustomerList, back="customers:list"), name="hand_over"),
]
quotes = [
    path("", QuoteList.as_view(), name="list"),
]
urlpatterns = [
    path("opportunities/", include((opportunities, "opportunities"))),
    path("customers/", include((customers, "customers"))),
    path("quotes/", include((quotes, "quotes"))),
]
