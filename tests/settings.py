"""The settings under test: as in an evaluation, with cheap passwords and mail kept in memory."""

import os

os.environ.setdefault("EMBEDDED", "1")

from crm.settings import *  # noqa: E402, F403 - the point of this file

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
