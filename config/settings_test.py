"""The test suite's settings: the product's own, with quick passwords and nothing slow."""

import os
import sys

from config import services

os.environ.setdefault("KANAE_ENV", "test")
if "pytest" in sys.modules:  # the type checker reads these settings too, and needs no servers
    services.for_tests()

from config.settings import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ACCOUNT_RATE_LIMITS = False
WHITENOISE_AUTOREFRESH = True  # every client of the tests builds its own stack: don't read all static files each time
