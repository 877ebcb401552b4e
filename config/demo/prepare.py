"""The demo's steps that need Django: tables, static files, and the demo network where there is nobody yet."""

import sys
import traceback

import django
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import transaction


def step(number: int, ja: str, en: str) -> None:
    print(f"[{number}/7] {ja} / {en}", flush=True)


def main() -> int:
    django.setup()
    try:
        step(4, "データベースの表を整えています…", "Preparing the tables…")
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        step(5, "画面の部品を集めています…", "Collecting the static files…")
        call_command("collectstatic", interactive=False, verbosity=0)
        _people()
    except Exception as problem:  # whatever it is, a newcomer sees a sentence, not a traceback
        log = settings.DATA_DIR / "logs" / "prepare.log"
        log.write_text(traceback.format_exc())
        print(f"\n{type(problem).__name__}: {problem}\n→ {log}", file=sys.stderr)
        return 1
    return 0


def _people() -> None:
    if get_user_model().objects.exists():
        step(6, "前回のデータをそのまま使います", "Keeping the data of the last time")
        return
    step(6, "デモの人たちを招いています…", "Loading the demo network…")
    with transaction.atomic():  # killed half-way, the next start finds nobody and begins anew
        call_command("demo_network")


if __name__ == "__main__":
    sys.exit(main())
