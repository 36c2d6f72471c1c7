"""Every visible string can be translated, and is: German is complete, without guesses."""

import re
import shutil
import subprocess
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[1]
GERMAN = ROOT / "locale" / "de" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
SOURCES = ["crm", "lifecycle", "team", "contacts", "activities", "leads", "capture", "prospects", "opportunities"]
SOURCES += ["reports", "templates"]


@pytest.fixture(scope="module")
def german():
    return polib.pofile(str(GERMAN))


def test_german_is_complete(german):
    assert [entry.msgid for entry in german.untranslated_entries()] == []


def test_nothing_is_a_guess(german):
    assert [entry.msgid for entry in german.fuzzy_entries()] == []


def test_translations_keep_their_placeholders(german):
    def kept(entry):
        return all(set(PLACEHOLDER.findall(text)) <= allowed(entry) for text in texts(entry))

    assert [entry.msgid for entry in german if not entry.obsolete and not kept(entry)] == []


def texts(entry):
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def allowed(entry):
    return set(PLACEHOLDER.findall(entry.msgid)) | set(PLACEHOLDER.findall(entry.msgid_plural))


def test_every_string_of_the_source_is_in_the_file(german, tmp_path):
    for folder in [*SOURCES, "manage.py", "locale"]:
        source = ROOT / folder
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, tmp_path / folder)
    command = ["django-admin", "makemessages", "--locale", "de", "--no-obsolete", "--no-location"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, env=None)
    fresh = polib.pofile(str(tmp_path / "locale" / "de" / "LC_MESSAGES" / "django.po"))
    assert {entry.msgid for entry in fresh} - {entry.msgid for entry in german} == set()
