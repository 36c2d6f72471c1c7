"""The habits of this house, checked: sizes, names, imports, templates, dependencies, clocks."""

import ast
import re
import subprocess
import tomllib
from io import StringIO
from itertools import chain
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[1]
APPS = ["lifecycle", "team", "contacts", "activities", "leads", "capture", "prospects", "opportunities", "reports"]
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "services", "service", "common", "misc", "manager", "managers"}
VENDORED = {"node_modules", "vendor", "third_party", "bower_components", "dist"}


def tracked():
    listing = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listing.splitlines() if (ROOT / name).is_file()]


FILES = tracked()
PYTHON = [f for f in FILES if f.suffix == ".py" or f.relative_to(ROOT).as_posix() in ("bin/run", "bin/test")]
TESTS = [f for f in PYTHON if f.is_relative_to(ROOT / "tests")]
CODE = [f for f in PYTHON if f not in TESTS and "migrations" not in f.parts]
TEMPLATES = [f for f in FILES if f.suffix in (".html", ".txt") and f.is_relative_to(ROOT / "templates")]
TEXTS = [f for f in FILES if f.suffix not in (".png", ".jpg", ".webp", ".ico", ".woff2", ".lock", ".pdf")]


def name(file):
    return str(file.relative_to(ROOT))


def functions(file):
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def too_long(files, ceiling):
    return [
        f"{name(file)}:{node.lineno} {node.name} has {length} lines"
        for file in files
        for node in functions(file)
        if (length := node.end_lineno - node.lineno + 1) > ceiling
    ]


def lines_matching(files, pattern, allowed=()):
    found = re.compile(pattern)
    return [
        f"{name(file)}:{number} {line.strip()}"
        for file in files
        if name(file) not in allowed
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if found.search(line)
    ]


def test_functions_have_at_most_forty_lines():
    assert too_long(CODE, 40) == []


def test_tests_have_at_most_thirty_lines():
    assert too_long(TESTS, 30) == []


@pytest.mark.parametrize(("files", "ceiling"), [(CODE, 250), (TEMPLATES, 120)], ids=["modules", "templates"])
def test_files_stay_below_their_ceiling(files, ceiling):
    lengths = {name(file): len(file.read_text(encoding="utf-8").splitlines()) for file in files}
    assert {file: length for file, length in lengths.items() if length > ceiling} == {}


def test_no_module_is_named_for_a_drawer():
    assert [name(file) for file in CODE if FORBIDDEN_NAMES & {part.removesuffix(".py") for part in file.parts}] == []


def test_imports_go_one_way():
    done = subprocess.run(["lint-imports"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, stdout=StringIO())


def test_functions_outside_tests_have_type_hints():
    untyped = [
        f"{name(file)}:{node.lineno} {node.name}" for file in CODE for node in functions(file) if node.returns is None
    ]
    assert untyped == []


def test_templates_carry_no_inline_style_script_or_handler():
    inline = r"""<style\b|<script(?![^>]*\bsrc=)|\s(style|on[a-z]+)\s*=\s*["']|javascript:"""
    assert lines_matching([f for f in TEMPLATES if f.suffix == ".html"], inline) == []


def test_nobody_else_s_code_is_committed():
    assert [name(file) for file in FILES if VENDORED & set(file.relative_to(ROOT).parts)] == []
    assert [name(file) for file in FILES if re.search(r"\.min\.(js|css)$", file.name)] == []


def test_nothing_names_a_registry_or_somebody_s_machine():
    hosts = r"pypi" + r"\.org|registry\.npmjs|files\.pythonhosted|/home/[a-z]|/root/|/Users/[A-Z]|[\s\"'=(]/work" + r"/"
    assert lines_matching(TEXTS, hosts, allowed=("tests/test_house_rules.py",)) == []


def test_locks_hold_hashes_and_no_addresses():
    for lock in ROOT.glob("requirements*.lock"):
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text
        assert text.count("==") <= text.count("--hash=sha256:")
    assert "resolved" not in (ROOT / "package-lock.json").read_text(encoding="utf-8")


def test_every_dependency_says_what_it_is_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    named = [*project["project"]["dependencies"], *chain(*project["dependency-groups"].values())]
    reasons = re.findall(r'^    "([^"]+)",\s+# \S', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(named) - set(reasons) == set()
    assert [dependency for dependency in named if ">=" not in dependency] == []


def test_there_is_one_clock():
    bare = r"(timezone|datetime|date)\.(now|utcnow|today|localdate|localtime)\(\)|\bNow\(\)"
    apps = [file for file in CODE if not file.is_relative_to(ROOT / "bin")]
    assert lines_matching(apps, bare, allowed=("crm/core/clock.py",)) == []


def test_nothing_waits_in_the_queue_for_longer_than_five_minutes():
    """The database holds what is due later; a broker would deliver it twice."""
    waits = [
        (file, keyword)
        for file in CODE
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg in ("eta", "countdown")
    ]
    short = [keyword for _, keyword in waits if isinstance(keyword.value, ast.Constant) and keyword.value.value <= 300]
    assert [f"{name(file)}:{keyword.lineno}" for file, keyword in waits if keyword not in short] == []


def test_the_launcher_starts_under_old_pythons():
    """Up to the environment it runs on whatever `python3` is there."""
    early = ["run", "test", *(f"launch/{module}.py" for module in ("__init__", "console", "environment", "programs"))]
    for module in [*early, "launch/pythons.py"]:
        ast.parse((ROOT / "bin" / module).read_text(encoding="utf-8"), feature_version=(3, 8))
