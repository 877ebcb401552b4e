"""manage.py import_people --company SLUG FILE [--dry-run]: the desk's import, from a shell."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from alumni.companies.models import Company
from alumni.imports import actions, work
from alumni.imports.models import HrImport, HrImportRow
from alumni.imports.reading import sentence


class Command(BaseCommand):
    help = "人事のファイルから名簿を取り込みます / Takes people in from an HR file"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--company", required=True, help="URL名 / slug")
        parser.add_argument(
            "--dry-run", action="store_true", help="何も変えずに、違いだけを見せます / changes nothing"
        )
        parser.add_argument("--language", choices=["ja", "en"], default="ja")

    def handle(self, *args: Any, **options: Any) -> None:
        company = Company.objects.filter(slug=options["company"]).first()
        if company is None:
            known = "、".join(Company.objects.values_list("slug", flat=True)[:20])
            raise CommandError(f"--company {options['company']} はありません（あるもの：{known}）/ no such company")
        try:
            content = options["file"].read_bytes()
        except OSError as problem:
            raise CommandError(f"{options['file']} が読めません / can't be read: {problem.strerror}") from problem
        with transaction.atomic():
            batch = self.read(company, options["file"].name, content)
            self.tell(batch, options["language"])
            if options["dry_run"]:
                transaction.set_rollback(True)
                return
        actions.take_in(batch=batch, by=None)
        work.take(batch)
        self.stdout.write(self.style.SUCCESS(f"{batch.get_state_display()}: {batch.counts}"))

    def read(self, company: Company, name: str, content: bytes) -> HrImport:
        try:
            batch = actions.hand_in(company=company, file_name=name, content=content, by=None)
            actions.map_columns(batch=batch, mapping=batch.mapping, by=None)
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
        work.read(batch)
        if batch.state == HrImport.State.FAILED:
            raise CommandError(batch.error)
        return batch

    def tell(self, batch: HrImport, language: str) -> None:
        for row in HrImportRow.objects.filter(batch=batch).exclude(problems=[]).order_by("line").iterator():
            for problem in row.problems:
                self.stdout.write(sentence(problem, language)["text"])
        words = dict(HrImportRow.Verdict.choices)
        self.stdout.write(" ".join(f"{words[verdict]}: {number}" for verdict, number in batch.counts.items()))
