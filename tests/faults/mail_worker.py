"""A worker without Celery, made to be killed: expands, sends and sweeps until its life ends. Takes the database's name."""

import os
import sys
import time

os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"

import django
from django.conf import settings

settings.DATABASES["default"]["NAME"] = sys.argv[1]
django.setup()

from accounts.notices import delivering, expanding, kinds, outbox  # noqa: E402
from tests.accounts.notices.sample import ALL  # noqa: E402


def main() -> None:
    for kind in ALL:
        kinds.register(kind)
    print("ready", flush=True)
    while True:
        outbox.sweep()
        expanding.expand_batch(50)
        delivering.drain(seconds=1, limit=20)
        time.sleep(0.05)


if __name__ == "__main__":
    main()
