"""Every visible string can be translated, and is: German is complete, without guesses, and keeps its manners."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import allauth
import polib
import pytest
from django.contrib import admin

ROOT = Path(__file__).resolve().parents[1]
GERMAN = Path("locale/de/LC_MESSAGES/django.po")
LIBRARIES = Path("locale/libraries/de/LC_MESSAGES/django.po")
THEIRS = [allauth, admin]
SOURCES = ["activities", "capture", "contacts", "crm", "leads", "lifecycle", "opportunities", "prospects", "reports"]
SOURCES += ["team", "templates", "locale"]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}|</?\w+[^>]*>")
ENGLISH = re.compile(r"\b(the|and|of|is|are|not|no|with|yours?|this|that|by|for|to|has|have|nothing)\b", re.IGNORECASE)
ADDRESS = re.compile(r"\b(Ihnen|Ihre?[mnrs]?|[Dd]eine?[mnrs]?|[Dd]ir|[Dd]ich|[Bb]itte)\b")
CODE = re.compile(r"\{+[^{}]*\}+|\[+[^\[\]]*\]+|%\(\w+\)s|<[^>]*>")  # TOML, placeholders and tags are no German
RENAMED = re.compile(r"import \w*gettext\w* as (?!_$)\w+", re.MULTILINE)
LETTER = {"polite", "familiar"}  # contexts of what customers read: they are addressed


def entries(path):
    return [entry for entry in polib.pofile(str(path)) if not entry.obsolete]


def texts(entry):
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def words(text):
    return CODE.sub(" ", text)


@pytest.fixture(scope="module")
def german():
    return entries(ROOT / GERMAN)


@pytest.fixture(scope="module")
def libraries():
    return entries(ROOT / LIBRARIES)


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    """The file as `makemessages` leaves it."""
    folder = tmp_path_factory.mktemp("messages")
    for source in SOURCES:
        shutil.copytree(ROOT / source, folder / source, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
    command = [sys.executable, "-m", "django", "makemessages", "--locale", "de", "--no-obsolete", "--no-location"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env={"PATH": os.environ["PATH"]})
    return entries(folder / GERMAN)


def test_makemessages_leaves_the_file_unchanged(german, fresh):
    def said(entry):
        return entry.msgctxt, entry.msgid, entry.msgid_plural, entry.fuzzy, texts(entry)

    assert [said(each) for each in fresh] == [said(each) for each in german]


def test_gettext_goes_by_names_that_makemessages_knows():
    sources = [path for source in SOURCES for path in (ROOT / source).rglob("*.py")]
    renamed = {path.name: RENAMED.findall(path.read_text()) for path in sources}
    assert {name: found for name, found in renamed.items() if found} == {}


def test_nothing_is_a_guess(german):
    assert [each.msgid for each in german if each.fuzzy] == []


def test_german_is_complete_in_all_its_plurals(german):
    expected = [1 + bool(each.msgid_plural) for each in german]
    assert [each.msgid for each in german if not all(texts(each))] == []
    assert [len(texts(each)) for each in german] == expected


def test_translations_keep_their_placeholders_and_tags(german, libraries):
    def kept(entry):
        pairs = zip(texts(entry), (entry.msgid, entry.msgid_plural), strict=False)
        return all(sorted(PLACEHOLDER.findall(text)) == sorted(PLACEHOLDER.findall(source)) for text, source in pairs)

    assert [each.msgid for each in german + libraries if not kept(each)] == []


def test_no_english_is_left(german, libraries):
    assert [each.msgid for each in german + libraries if any(ENGLISH.search(words(text)) for text in texts(each))] == []


def test_nobody_is_addressed_but_customers(german, libraries):
    told = [each for each in german + libraries if each.msgctxt not in LETTER]
    assert [each.msgid for each in told if any(ADDRESS.search(text) for text in texts(each))] == []


def test_quotation_marks_and_dots_are_german(german):
    def typeset(text):
        return text.count("„") == text.count("“") and not re.search(r"”|\.\.\.|'", text)

    assert [each.msgid for each in german if not all(typeset(words(text)) for text in texts(each))] == []


def test_libraries_still_say_what_is_said_instead(libraries):
    catalogues = [Path(each.__file__).parent / "locale" / "en" / "LC_MESSAGES" / "django.po" for each in THEIRS]
    said = {entry.msgid for path in catalogues for entry in entries(path)}
    assert [each.msgid for each in libraries if each.msgid not in said] == []
