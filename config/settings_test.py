"""The test suite's settings: the product's own, with quick passwords and nothing slow."""

import os

os.environ.setdefault("KANAE_ENV", "test")

from config.settings import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ACCOUNT_RATE_LIMITS = False
