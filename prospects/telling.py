"""Who hears of credit: the officers of a request, and whoever waits for it of a decision."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from activities.notifications import notify
from lifecycle.models import Transition
from prospects.models import CreditCheck
from team.models import Role, User
from team.speaking import speaking_to

SAID: dict[str, str | Promise] = {
    "enter": _("Credit is asked about {who}"),
    "approve": _("Credit passed for {who}"),
    "refuse": _("Credit refused for {who}"),
    "revoke": _("Credit revoked for {who}"),
}


def tell(check: CreditCheck, transition: Transition) -> None:
    """One notification a person and step, in the person's language; nobody is told what they did themselves."""
    if transition.step not in SAID:
        return
    find: Callable[[CreditCheck], Iterable[User]] = officers if transition.step == "enter" else waiting
    for user in {person for person in find(check) if person.is_active and person.pk != transition.by_id}:
        with speaking_to(user):
            subject = str(SAID[transition.step]).format(who=check.subject)
        key = f"credit:{check.pk}:{transition.seq}"
        notify(user, key, subject, reverse("credit:detail", args=[check.pk]))


def officers(check: CreditCheck) -> Iterable[User]:
    return User.objects.with_role(Role.CREDIT_OFFICER)  # type: ignore[no-any-return]


def waiting(check: CreditCheck) -> Iterable[User]:
    """Who asked, and who owns a live prospect or opportunity that the check is for."""
    yield check.requested_by
    for records in (check.subject.prospects, check.subject.opportunities):
        for record in records.live().exclude(owner=None).select_related("owner"):
            yield record.owner
