"""manage.py reindex: makes the search entries of everybody anew, or of those who wait for it (--stale)."""

from argparse import ArgumentParser
from contextlib import nullcontext
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand

from accounts.users.models import User
from alumni.directory.indexing import BATCH, everybody_after, reindex, reindex_stale, without_index


class Command(BaseCommand):
    help = "検索のための行を作りなおします / Makes the search entries anew"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--stale", action="store_true", help="変更のあった人だけ / only whoever changed")
        parser.add_argument("--first", action="store_true", help="はじめて作るとき / when there is nothing yet")

    def handle(self, *args: Any, **options: Any) -> None:
        start = monotonic()
        with without_index() if options["first"] else nullcontext():
            done = reindex_stale(10**9) if options["stale"] else self._everybody()
        self.stdout.write(f"{done:,} people in {monotonic() - start:.1f} s")

    def _everybody(self) -> int:
        total, done, last = User.objects.count(), 0, 0
        while some := everybody_after(last):
            done, last = done + reindex(some), some[-1]
            if done % (BATCH * 20) == 0:
                self.stdout.write(f"{done:,} / {total:,}")
        return done
