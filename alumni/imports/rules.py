"""What may be done with an import, and why not."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alumni.imports.models import HrImport, HrImportRow


def refuse_undo(batch: HrImport) -> None:
    """Raises ValidationError with the reason if this import can't be taken back any more."""
    rows = HrImportRow.objects.filter(batch=batch, taken_at__isnull=False)
    claimed = rows.filter(enrolment__person__isnull=False, enrolment__claimed_at__gte=batch.at).count()
    if claimed:
        raise ValidationError(
            ngettext(
                "この取り込みで入った%(n)s名がすでに参加しているため、取り消せません。直したい行だけを、もう一度取り込んでください。",
                "この取り込みで入った%(n)s名がすでに参加しているため、取り消せません。直したい行だけを、もう一度取り込んでください。",
                claimed,
            )
            % {"n": claimed}
        )
    people = rows.values("enrolment")
    later = HrImportRow.objects.filter(batch__id__gt=batch.pk, taken_at__isnull=False, enrolment__in=people)
    if later.exists():
        raise ValidationError(
            _("あとから取り込んだファイルが同じ人を変更しています。新しい取り込みから順に取り消してください。")
        )
