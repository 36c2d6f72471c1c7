from django.urls import include, path

from contacts.hand_over_page import HandOver
from prospects import credit_pages, views
from prospects.credit_queue import CreditQueue
from prospects.lists import ProspectList

prospects = [
    path("", ProspectList.as_view(), name="list"),
    path("hand-over/", HandOver.as_view(of=ProspectList, back="prospects:list"), name="hand_over"),
    *views.ProspectPages().urls(),
    path("<int:pk>/credit/", views.request_credit, name="request_credit"),
    path("<int:pk>/demo/plan/", views.plan_demo, name="plan_demo"),
    path("<int:pk>/demo/", views.demo, name="demo"),
    path("<int:pk>/participants/", views.add_participant, name="add_participant"),
    path("<int:pk>/agreement/", views.agree_to_quote, name="agree_to_quote"),
]
credit = [
    path("", CreditQueue.as_view(), name="queue"),
    path("<int:pk>/", credit_pages.detail, name="detail"),
    *(
        path(f"<int:pk>/{step}/", credit_pages.decide, {"step": step}, name=step)
        for step in ("approve", "refuse", "withdraw", "revoke")
    ),
]
urlpatterns = [path("prospects/", include((prospects, "prospects"))), path("credit/", include((credit, "credit")))]
