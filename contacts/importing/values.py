"""From the text of a cell to the value of a fact."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

import phonenumbers
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils import translation
from django.utils.translation import gettext as _
from django_countries import countries

from contacts.attributes import clean
from contacts.importing.notation import Notation
from contacts.importing.problems import BadCell, Doubt
from contacts.importing.targets import Convert, Options, Reader
from contacts.models.attributes import AttributeDefinition

YES = ("yes", "y", "true", "1", "x", "ja", "j", "wahr")
NO = ("no", "n", "false", "0", "nein", "falsch")
SHORTENED = re.compile(r"\d[.,]\d+E\+\d+", re.IGNORECASE)  # a spreadsheet has eaten digits: 1,23E+11
DOMAIN = re.compile(r"(?:[a-z]+://)?(?:www\.)?((?:[^\W_][\w-]*\.)+[^\W\d_]{2,})(?:[:/?#].*)?")
SPOKEN = {  # what people write, beside the official names
    "US": ["usa", "united states", "amerika"],
    "GB": ["uk", "great britain", "england", "scotland", "großbritannien"],
    "DE": ["brd", "germany"],
    "NL": ["holland"],
    "CZ": ["czech republic"],
    "TR": ["turkey"],
    "AE": ["uae"],
    "CI": ["ivory coast"],
    "MK": ["macedonia", "mazedonien"],
}
PLAIN_EMAIL = EmailValidator()


def text(length: int) -> Reader:
    def read(cell: str) -> str:
        if len(cell) > length:
            raise BadCell(_("This is longer than {number} characters.").format(number=length))
        return cell

    return _with_words(lambda notation: read)


def identifier(length: int) -> Reader:
    as_text = text(length)

    def reader(options: Options, notation: Notation) -> Convert:
        read = as_text(options, notation)

        def convert(cell: str) -> Any:
            if SHORTENED.fullmatch(cell):
                raise BadCell(_("A spreadsheet has shortened this number: “{value}”.").format(value=cell))
            return read(cell)

        return convert

    return reader


def one_of(words: Mapping[str, Iterable[str]]) -> Reader:
    """A choice by any of its words; the mapping's own words come first."""
    usual = {word.casefold(): value for value, all_words in words.items() for word in (value, *all_words)}

    def read(cell: str) -> str:
        if (value := usual.get(cell.casefold())) is None:
            raise BadCell(_("“{value}” is not among the known words.").format(value=cell))
        return value

    return _with_words(lambda notation: read)


def yes_no(options: Options, notation: Notation) -> Convert:
    """The words of the mapping, else the usual ones. Where only one side is named, all else is the other."""
    said = set(options.words.values())
    words = dict(options.words) or dict.fromkeys(YES, "true") | dict.fromkeys(NO, "false")
    otherwise = {frozenset({"true"}): "false", frozenset({"false"}): "true"}.get(frozenset(said))

    def convert(cell: str) -> bool:
        if (answer := words.get(cell.casefold(), otherwise)) is None:
            raise BadCell(_("“{value}” is neither yes nor no.").format(value=cell))
        return answer == "true"

    return convert


def whole_number(highest: int) -> Reader:
    def reader(options: Options, notation: Notation) -> Convert:
        def convert(cell: str) -> int:
            exact = notation.number(cell)
            if exact != exact.to_integral_value() or not 0 <= exact <= highest:
                raise BadCell(_("“{value}” is not a whole number.").format(value=cell))
            return int(exact)

        return convert

    return reader


def amount(options: Options, notation: Notation) -> Convert:
    def convert(cell: str) -> Decimal:
        exact = notation.number(cell)
        if not 0 <= exact < 10**12:
            raise BadCell(_("“{value}” is not an amount.").format(value=cell))
        return exact.quantize(Decimal("0.01"))

    return convert


def country(options: Options, notation: Notation) -> Convert:
    def convert(cell: str) -> str:
        word = cell.casefold()
        if (code := country_codes().get(options.words.get(word, word).casefold())) is None:
            raise Doubt(_("“{value}” is no country we know.").format(value=cell))
        return code

    return convert


@cache
def country_codes() -> dict[str, str]:
    """Codes of two and three letters and names in all our languages, folded → the code of two letters."""
    found = {word: code for code, spoken in SPOKEN.items() for word in spoken}
    for code in countries.countries:
        found |= {code.casefold(): code, countries.alpha3(code).casefold(): code}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found |= {str(name).casefold(): code for code, name in countries}
    return {name.casefold(): code for name, code in found.items()}


def phone(options: Options, notation: Notation) -> Convert:
    return e164


@lru_cache(maxsize=10_000)
def e164(cell: str) -> str:
    try:
        number = phonenumbers.parse(cell, settings.PHONENUMBER_DEFAULT_REGION)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_valid_number(number):
        raise Doubt(_("“{value}” is not a telephone number.").format(value=cell))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def email(options: Options, notation: Notation) -> Convert:
    def convert(cell: str) -> str:
        try:
            PLAIN_EMAIL(address := cell.removeprefix("mailto:"))
        except ValidationError:
            raise Doubt(_("“{value}” is not an e-mail address.").format(value=cell)) from None
        if len(address) > 254:
            raise Doubt(_("This is longer than {number} characters.").format(number=254))
        return address

    return convert


def domain(options: Options, notation: Notation) -> Convert:
    def convert(cell: str) -> str:
        if not (match := DOMAIN.fullmatch(cell.casefold())) or len(match[1]) > 200:
            raise Doubt(_("“{value}” is not an internet address.").format(value=cell))
        return match[1]

    return convert


def vat_id(options: Options, notation: Notation) -> Convert:
    def convert(cell: str) -> str:
        bare = re.sub(r"[\s./-]", "", cell).upper()
        if not bare.isalnum() or len(bare) > 20:
            raise Doubt(_("“{value}” is not a VAT id.").format(value=cell))
        return bare

    return convert


def attribute(definition: AttributeDefinition, options: Options, notation: Notation) -> Convert:
    """A cell as the attribute stores it."""
    match definition.type:
        case "yes_no":
            return yes_no(options, notation)
        case "integer" | "decimal":
            before: Convert = notation.number
        case "date":
            before = notation.day
        case _:
            before = lambda cell: options.words.get(cell.casefold(), cell)  # noqa: E731

    def convert(cell: str) -> Any:
        try:
            return clean(definition, before(cell))
        except ValidationError as error:
            raise BadCell(error.messages[0]) from None

    return convert


def _with_words(reader: Any) -> Reader:
    """Let the mapping's own words replace the file's before they are read."""

    def build(options: Options, notation: Notation) -> Convert:
        read = reader(notation)
        if not options.words:
            return read  # type: ignore[no-any-return]
        return lambda cell: read(options.words.get(cell.casefold(), cell))

    return build
