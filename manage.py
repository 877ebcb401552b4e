#!/usr/bin/env python
"""Django's command line; where no DATABASE_URL is set it has PostgreSQL and Redis running for as long as it runs."""

import os
import sys

from django.core.management import execute_from_command_line

from config import services
from config.engines import ServicesError

NEED_NO_DATABASE = {"help", "version", "--help", "--version", "makemessages", "compilemessages", "collectstatic"}


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    word = sys.argv[1] if len(sys.argv) > 1 else "help"
    own_servers = os.environ.get("DATABASE_URL") or os.environ.get("KANAE_ENV") == "production"
    if own_servers or word in NEED_NO_DATABASE:
        execute_from_command_line(sys.argv)
        return 0
    try:
        with services.borrowed(services.data_dir()):
            execute_from_command_line(sys.argv)
    except ServicesError as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
