"""Settings. Everything an installation decides comes from the environment: see `.env.example`."""

import secrets
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from crm.logs import logging_config

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent
environ.Env.read_env(BASE_DIR / ".env")
environ.Env.read_env(BASE_DIR / "var" / "running.env")  # so that commands find what bin/run has started

# Who is running: "web", "worker" (beat too), or a "command" in somebody's hands.
PROCESS = env("CRM_PROCESS", default="command")
SERVING = PROCESS in ("web", "worker")
DEBUG = env.bool("DEBUG", default=False)
EMBEDDED = env.bool("EMBEDDED", default=False)  # bin/run: an evaluation on one machine, over plain HTTP
PRODUCTION = not (DEBUG or EMBEDDED)

SECRET_KEY = env("SECRET_KEY", default="")
SECRET_KEY_GIVEN = bool(SECRET_KEY)
if not SECRET_KEY_GIVEN:
    if SERVING and not DEBUG:
        raise ImproperlyConfigured("Set SECRET_KEY: at least 50 random characters, kept secret, the same everywhere.")
    SECRET_KEY = secrets.token_urlsafe(50)  # a command or a developer needs no lasting one

# Ours
CRM_DEMO = env.bool("DEMO", default=False)  # one-click sign-ins and the tour
CRM_STRICT_VISIBILITY = env.bool("STRICT_VISIBILITY", default=False)  # reps read only what is theirs or their team's
CRM_CURRENCY = env("CURRENCY", default="EUR")  # what reports add up in; fixed at set-up
CRM_COUNTRY = env("COUNTRY", default="DE")  # whose public holidays are no working days
SITE_URL = env("SITE_URL", default="http://localhost:8000")  # where links in mails lead

# Applications, from the foundation upwards
INSTALLED_APPS = [
    "crm.admin_site.SettingsConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_countries",
    "django_filters",
    "django_fsm",
    "django_htmx",
    "phonenumber_field",
    "crm",
    "crm.core",
    "lifecycle",
    "team",
    "contacts",
    "activities",
    "leads",
    "capture",
    "prospects",
    "opportunities",
    "reports",
]
MIDDLEWARE = [
    "crm.health.Health",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "team.middleware.ZoneAndLanguage",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "crm.core.htmx.Toasts",
]
ROOT_URLCONF = "crm.urls"
WSGI_APPLICATION = "crm.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "crm.core.context.shell",
            ],
        },
    }
]
FILTERS_EMPTY_CHOICE_LABEL = "–"
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# PostgreSQL is the memory: records, sessions, cache, rate limits. Sign-in works while the broker is down.
PATIENCE = {"web": ("5s", "3s", "30s"), "worker": ("5min", "10s", "5min")}  # statement, lock, idle in transaction
DATABASES: dict[str, Any] = {"default": env.db("DATABASE_URL", default="postgres:///crm")}
if SERVING:
    statement, lock, idle = PATIENCE[PROCESS]
    DATABASES["default"]["OPTIONS"] = DATABASES["default"].get("OPTIONS", {}) | {
        "pool": {"min_size": 1, "max_size": env.int("DATABASE_POOL", default=8), "timeout": 5},
        "options": f"-c statement_timeout={statement} -c lock_timeout={lock}"
        f" -c idle_in_transaction_session_timeout={idle}",
    }
CONN_HEALTH_CHECKS = True
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 14 * 24 * 3600

# Redis (or Valkey) is the broker and nothing else.
REDIS_URL = env("REDIS_URL", default="redis://127.0.0.1:6379/0")

# People sign in with their e-mail address; an admin creates them.
AUTH_USER_MODEL = "team.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
    "team.rights.AdministratorRights",  # what the role of administrator may do in Django admin
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",  # reads older hashes
]
ACCOUNT_ADAPTER = "crm.accounts.InvitedOnly"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True  # a mail scanner that opens links spends no token
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

# Mail leaves through the outbox alone. EMAIL_URL: smtp://user:password@host:587, smtp+tls://…, consolemail://
MAIL = env.email_url("EMAIL_URL", default="consolemail://")
MAILERS = {"default": {"BACKEND": MAIL["EMAIL_BACKEND"]}}
if MAIL["EMAIL_BACKEND"].endswith("smtp.EmailBackend"):
    MAILERS["default"]["OPTIONS"] = {
        "host": MAIL["EMAIL_HOST"],
        "port": MAIL["EMAIL_PORT"] or 25,
        "username": MAIL["EMAIL_HOST_USER"],
        "password": MAIL["EMAIL_HOST_PASSWORD"],
        "use_tls": MAIL.get("EMAIL_USE_TLS", False),
        "use_ssl": MAIL.get("EMAIL_USE_SSL", False),
        "timeout": 20,
    }
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("MAIL_FROM", default="crm@localhost")

# Languages, time, telephone
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("de", _("German"))]
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "libraries"]
USE_TZ = True
TIME_ZONE = "UTC"  # stored so; team.middleware shows each person's own
PHONENUMBER_DEFAULT_REGION = env("PHONE_REGION", default="DE")

# Static files: straight from the source tree for evaluation and development, hashed and compressed in production
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles" if PRODUCTION else None
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = DEBUG
STATIC_STORAGE = "whitenoise.storage.CompressedManifestStaticFilesStorage"
if not PRODUCTION:
    STATIC_STORAGE = "django.contrib.staticfiles.storage.StaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": STATIC_STORAGE},
}
MEDIA_ROOT = Path(env("MEDIA_ROOT", default=str(BASE_DIR / "var" / "media")))

# Security: a page may load only what we serve, be framed by nobody, and post only to us.
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
HTTPS = env.bool("HTTPS", default=PRODUCTION)
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=365 * 24 * 3600 if HTTPS else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = env.bool("HSTS_SUBDOMAINS", default=False)
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]  # subdomains and preload lists are the owner's decision
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "django.views.csrf.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

LOGGING = logging_config(as_json=PRODUCTION)
