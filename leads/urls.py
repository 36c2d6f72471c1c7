from django.urls import include, path

from contacts.hand_over_page import HandOver
from leads.entering import NewLead, StartLead
from leads.lists import LeadList
from leads.views import LeadPages, score

leads = [
    path("", LeadList.as_view(), name="list"),
    path("new/", NewLead.as_view(), name="create"),
    path("new/<int:pk>/", StartLead.as_view(), name="start"),
    path("hand-over/", HandOver.as_view(of=LeadList, back="leads:list"), name="hand_over"),
    *LeadPages().urls(),
    path("<int:pk>/score/", score, name="score"),
]
urlpatterns = [path("leads/", include((leads, "leads")))]
