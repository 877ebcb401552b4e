"""manage.py seed --people N --seed S: a plausible network of any size, for trying and measuring."""

from argparse import ArgumentParser
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError

from programs.sample import bulk


class Command(BaseCommand):
    help = "N人ぶんの架空のネットワークを作ります / Makes a fictional network of N people"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--people", type=int, default=10_000)
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["people"] < 1:
            raise CommandError("--people は 1 以上にしてください / --people must be 1 or more")
        start = monotonic()
        try:
            bulk.build(people=options["people"], seed=options["seed"], say=self.stdout.write)
        except IntegrityError as problem:
            raise CommandError(
                "同じ --seed のネットワークがもう入っています。別の番号を選んでください / "
                "A network of this --seed is already there: choose another number"
            ) from problem
        self.stdout.write(f"{options['people']:,} people in {monotonic() - start:.1f} s")
