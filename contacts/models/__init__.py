from contacts.models.attributes import AttributeDefinition
from contacts.models.changes import FieldChange
from contacts.models.companies import Company
from contacts.models.emails import ContactEmail
from contacts.models.imports import ImportRun
from contacts.models.people import Contact, FormOfAddress, Phase, Salutation
from contacts.models.search import SearchEntry

__all__ = [
    "AttributeDefinition",
    "Company",
    "Contact",
    "ContactEmail",
    "FieldChange",
    "FormOfAddress",
    "ImportRun",
    "Phase",
    "Salutation",
    "SearchEntry",
]
