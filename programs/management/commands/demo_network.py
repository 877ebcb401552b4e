"""manage.py demo_network: fills an empty database with the demo's network; a filled one is left alone."""

from typing import Any

from django.core.management.base import BaseCommand

from alumni.companies.models import Company
from programs.sample import network


class Command(BaseCommand):
    help = "空のデータベースに、架空の仲間たちを入れます / Fills an empty database with a fictional network"

    def handle(self, *args: Any, **options: Any) -> None:
        if Company.objects.exists():
            self.stdout.write("データがあるので、そのまま使います / Data is there and stays as it is")
            return
        network.build(say=self.stdout.write)
