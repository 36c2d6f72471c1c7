"""The bulk action of every list of owned records: whom, how many of them, and then it is done."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views import View

from contacts.handing_over import MOST, Handed, TooMany, hand_over
from crm.core.htmx import toast
from crm.core.lists import ListPage
from crm.core.numbers import number
from team.models import User
from team.signed_in import SignedIn


class HandOverForm(forms.Form):
    to = forms.ModelChoiceField(
        User.objects.sellers(), label=pgettext_lazy("receiver", "To"), empty_label=gettext_lazy("Choose")
    )


class HandOver(LoginRequiredMixin, View):
    """`HandOver.as_view(of=LeadList, back="leads:list")`: the first POST brings the chosen rows, the second whom."""

    http_method_names = ["post"]
    of: ClassVar[type[ListPage]] = ListPage
    back: ClassVar[str] = ""

    def post(self, request: SignedIn) -> HttpResponse:
        rows = self.of.chosen(request.user, request.POST)
        form = HandOverForm(request.POST if "to" in request.POST else None)
        if form.is_valid():
            return self._done(request, rows, form.cleaned_data["to"])
        return self._ask(request, rows, form)

    def _done(self, request: SignedIn, rows: QuerySet[Any], to: User) -> HttpResponse:
        try:
            handed = hand_over(rows, to, by=request.user)
            toast(request, said(handed, to), level=messages.SUCCESS if handed.done else messages.WARNING)
        except TooMany:
            most = number(MOST)
            toast(request, _("At most {most} at once: narrow the list.").format(most=most), level=messages.WARNING)
        return redirect(self._list(request))

    def _ask(self, request: SignedIn, rows: QuerySet[Any], form: HandOverForm) -> HttpResponse:
        chosen, mine = rows.count(), rows.writable_by(request.user).count()  # type: ignore[attr-defined]
        if not chosen:
            toast(request, _("Nothing is selected."), level=messages.WARNING)
            return redirect(self._list(request))
        shown = {"form": form, "page": self.of, "chosen": chosen, "mine": mine, "refused": chosen - mine}
        shown |= {"back": self._list(request), "picked": request.POST.getlist("pick")}
        return render(request, "contacts/hand_over.html", shown, status=422 if form.errors else 200)

    def _list(self, request: SignedIn) -> str:
        query = request.POST.get("query", "")
        return reverse(self.back) + (f"?{query}" if query else "")


def said(handed: Handed, to: User) -> str:
    """`17 handed over to Jonas Reuter, 3 not yours`."""
    text = ngettext("{n} handed over to {name}", "{n} handed over to {name}", handed.done)
    text = text.format(n=number(handed.done), name=to)
    if not handed.refused:
        return text
    return _("{done}, {n} not yours").format(done=text, n=number(handed.refused))
