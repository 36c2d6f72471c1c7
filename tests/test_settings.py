"""What an installation may and may not do with its environment."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from crm import checks
from tests.factories.team import UserFactory

ROOT = Path(__file__).resolve().parents[1]
SHOWN = ["PRODUCTION", "HTTPS", "SESSION_COOKIE_SECURE", "SECURE_HSTS_SECONDS", "CRM_DEMO", "MAILERS"]
SHOW = f"import json; from crm import settings; print(json.dumps({{n: getattr(settings, n) for n in {SHOWN}}}))"


def settings_of(**environment):
    """The settings a fresh process sees, and what it complains of."""
    env = {name: os.environ[name] for name in ("PATH", "DATABASE_URL", "REDIS_URL") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-c", SHOW], cwd=ROOT, env=env | environment, capture_output=True, text=True, check=False
    )
    return (json.loads(done.stdout) if done.returncode == 0 else {}), done.stderr


@pytest.mark.parametrize("process", ["web", "worker"])
def test_production_does_not_start_without_a_secret_key(process):
    settings, complaint = settings_of(CRM_PROCESS=process, SECRET_KEY="", EMBEDDED="0")
    assert settings == {}
    assert "Set SECRET_KEY" in complaint


def test_production_is_what_you_get_when_you_say_nothing():
    settings, _ = settings_of(SECRET_KEY="x" * 50, EMBEDDED="0", DEMO="0")
    assert settings["PRODUCTION"]
    assert settings["HTTPS"]
    assert settings["SESSION_COOKIE_SECURE"]
    assert settings["SECURE_HSTS_SECONDS"] >= 31536000
    assert not settings["CRM_DEMO"]


def test_an_evaluation_works_without_https():
    settings, _ = settings_of(EMBEDDED="1", SECRET_KEY="x", CRM_PROCESS="web")
    assert not settings["PRODUCTION"]
    assert not settings["SESSION_COOKIE_SECURE"]
    assert settings["MAILERS"]["default"]["BACKEND"].endswith("console.EmailBackend")


def test_mail_goes_where_the_address_says():
    settings, _ = settings_of(SECRET_KEY="x", EMAIL_URL="smtp+tls://me:pa%40ss@mail.example.com:587")
    options = settings["MAILERS"]["default"]["OPTIONS"]
    assert (options["host"], options["port"], options["use_tls"]) == ("mail.example.com", 587, True)
    assert (options["username"], options["password"]) == ("me", "pa@ss")


def test_production_refuses_demo_users(db, settings):
    settings.PRODUCTION, settings.SECRET_KEY_GIVEN = True, True
    checks.refuse_to_serve_unsafely()
    UserFactory(is_demo=True)
    with pytest.raises(ImproperlyConfigured, match="demo users"):
        checks.refuse_to_serve_unsafely()


def test_an_evaluation_may_have_demo_users(db, settings):
    settings.PRODUCTION = False
    UserFactory(is_demo=True)
    checks.refuse_to_serve_unsafely()


def test_production_refuses_a_broker_that_evicts(db, settings):
    with checks.Redis.from_url(settings.REDIS_URL) as broker:
        before = broker.config_get("maxmemory-policy")["maxmemory-policy"]
        broker.config_set("maxmemory-policy", "allkeys-lru")
        try:
            assert "crm.E003" in [problem.id for problem in checks.broker_keeps_everything()]
        finally:
            broker.config_set("maxmemory-policy", before)


def test_a_broker_that_is_down_does_not_keep_the_pages_from_serving(settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    assert checks.broker_keeps_everything() == []


def test_a_page_may_load_nothing_from_elsewhere(client, db):
    policy = client.get("/accounts/login/").headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


def test_nobody_signs_up_alone(client, db):
    body = client.get("/accounts/signup/").content.decode()
    assert 'type="password"' not in body


def test_health_needs_neither_host_name_nor_session(client, db):
    answer = client.get("/healthz", headers={"host": "10.0.0.7:8000"})
    assert (answer.status_code, answer.json()) == (200, {"database": True})
    assert not answer.cookies
