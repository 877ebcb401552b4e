"""Who may do what with a V sheet: pure reading."""

from accounts.users.models import User
from programs.visions.leaving import companies_now, gone
from programs.visions.models import Counterpart, Side, VisionSheet
from programs.visions.part_models import Words

MOST_STEPS = 12  # on each line; more would be a list, not a picture
MOST_READERS = 10
# Below this a desk reads no number: a small one could be a name.
FLOOR = 5


def is_gone(sheet: VisionSheet) -> bool:
    """The company's side has ended: closed, or the person has left."""
    return VisionSheet.objects.filter(gone(), pk=sheet.pk).exists()


def speaks_for(user: User, sheet: VisionSheet) -> bool:
    """Agreed to write the company's line, and still of the company today."""
    if sheet.company_id not in companies_now(user):
        return False
    return Counterpart.objects.agreed().filter(sheet=sheet, person=user).exists()


def side_of(user: User, sheet: VisionSheet) -> str:
    """Whose line this person writes; empty for who only reads."""
    if sheet.person_id == user.pk:
        return Side.PERSON
    return Side.COMPANY if speaks_for(user, sheet) else ""


def can_write(user: User, sheet: VisionSheet, side: str) -> bool:
    """The person their own line, always; the company's side its line until the sheet has gone along."""
    if side == Side.PERSON:
        return sheet.person_id == user.pk
    return side == Side.COMPANY and not is_gone(sheet) and speaks_for(user, sheet)


def can_meet(user: User, sheet: VisionSheet) -> bool:
    """Proposes words for the meeting point and says yes: one of the two, as long as there are two."""
    return bool(side_of(user, sheet)) and not is_gone(sheet)


def can_ask_to_keep(user: User, row: Words) -> bool:
    return row.side == Side.COMPANY and can_write(user, row.sheet, Side.COMPANY)  # type: ignore[attr-defined]


def can_agree_to_keep(user: User, row: Words) -> bool:
    """The person, beforehand: nothing is agreed to stay behind once they have left."""
    sheet = row.sheet  # type: ignore[attr-defined]
    return row.stays_asked_at is not None and sheet.person_id == user.pk and not is_gone(sheet)


def owns(user: User, sheet: VisionSheet) -> bool:
    return sheet.person_id == user.pk
