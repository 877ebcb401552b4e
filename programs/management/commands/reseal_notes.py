"""manage.py reseal_notes: after putting a new key first in SESSION_NOTE_KEYS, seals everything with it."""

from typing import Any

from django.core.management.base import BaseCommand

from programs.mentoring.resealing import reseal


class Command(BaseCommand):
    help = "新しい鍵で、キャリアの対話のことばに封をしなおします / Seals all words of career sessions with the newest key"

    def handle(self, *args: Any, **options: Any) -> None:
        told = reseal()
        self.stdout.write(f"封をしなおした / sealed anew: {told.sealed}、もう新しい / fresh already: {told.fresh}")
        if told.unreadable:
            self.stderr.write(f"どの鍵でも開かない / opened by no key: {told.unreadable}")
