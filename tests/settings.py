"""The settings under test: as in an evaluation, with cheap passwords, no demo, and a broker database per process."""

import os

os.environ.setdefault("EMBEDDED", "1")
os.environ.setdefault("SECRET_KEY", "known to everybody, for tests alone")

from crm.settings import *  # noqa: F403 - the point of this file
from crm.settings import REDIS_URL

CRM_DEMO = CRM_STRICT_VISIBILITY = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PROCESS_NUMBER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
REDIS_URL = f"{REDIS_URL.rstrip('/').removesuffix('/0')}/{15 - PROCESS_NUMBER}"  # far from anybody's queue
