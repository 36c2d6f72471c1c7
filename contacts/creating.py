"""Entering people and companies by hand: nobody twice, and nothing lost when somebody else was faster."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from contacts.domains import domain_of
from contacts.models import Company, Contact, ContactEmail
from contacts.models.emails import normalise
from contacts.permissions import may_enter


class AlreadyKnown(Exception):
    """The address belongs to `contact`. Nothing was stored."""

    def __init__(self, contact: Contact) -> None:
        self.contact = contact
        super().__init__(_("Somebody with this e-mail address is known already."))


def who_has(address: str) -> Contact | None:
    """The contact with this e-mail address, however it is spelt."""
    found = ContactEmail.objects.filter(normalised=normalise(address)).select_related("contact__company").first()
    return found.contact if found else None


@transaction.atomic
def create_contact(*, by: Any, owner: Any, email: str = "", company: Any = None, **facts: Any) -> Contact:
    """Raises AlreadyKnown when the address is taken; without a company, the one with the address's domain is theirs."""
    if not may_enter(by):
        raise PermissionDenied
    company = company or company_at(domain_of(email))
    contact = Contact.objects.create(company=company, owner=owner, team=(owner or by).team, **facts)
    if email:
        add_email(contact, email, primary=True)
    return contact


def add_email(contact: Contact, address: str, *, primary: bool = False) -> ContactEmail:
    """Raises AlreadyKnown when the address is somebody's, also if they got it this very moment."""
    try:
        with transaction.atomic():
            return ContactEmail.objects.create(contact=contact, address=address.strip(), primary=primary)
    except IntegrityError:
        if holder := who_has(address):
            raise AlreadyKnown(holder) from None
        raise


@transaction.atomic
def create_company(*, by: Any, owner: Any, **facts: Any) -> Company:
    if not may_enter(by):
        raise PermissionDenied
    return Company.objects.create(owner=owner, team=(owner or by).team, **facts)


def company_called(text: str, *, by: Any, owner: Any) -> Company | None:
    """The company with this name or domain, as somebody typed it; a new one if there is none; None for no text."""
    if not text:
        return None
    domain = domain_of(text)
    if known := company_at(domain) or company_named(text):
        return known
    try:
        with transaction.atomic():
            return create_company(by=by, owner=owner, name=text, domain=domain)
    except IntegrityError:  # entered by somebody else meanwhile
        return company_at(domain)


def company_at(domain: str) -> Company | None:
    return Company.objects.filter(domain=domain).first() if domain else None


def company_named(name: str) -> Company | None:
    """Whatever its case; the search index finds the candidates."""
    return Company.objects.search(name).filter(name__iexact=name).order_by("pk").first()
