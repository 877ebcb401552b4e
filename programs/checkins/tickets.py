"""The ticket of one person for one gathering: a signed address for the QR, and a short code to be said aloud."""

import unicodedata
from dataclasses import dataclass

import qrcode
import qrcode.constants
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.users.models import User
from programs.events.models import Event, Reply
from programs.events.tokens import ticket_token

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # nothing that is read as something else
CODE_LENGTH = 6
QUIET = 4


@dataclass(frozen=True)
class Ticket:
    event: Event
    person: User
    reply: Reply


def opened(token: str) -> Ticket | None:
    """None for a forged token, an answer that is no yes any more, and whoever may no longer see the gathering."""
    number, _sep, _signature = token.partition("-")
    if not number.isascii() or not number.isdigit() or len(number) > 18:
        return None
    replies = Reply.objects.select_related("event__company", "person").filter(answer=Reply.Answer.YES)
    reply = replies.filter(pk=number, person__in=User.objects.active()).first()
    if reply is None or not constant_time_compare(ticket_token(reply), token):
        return None
    if not Event.objects.visible_to(reply.person).shown().filter(pk=reply.event_id).exists():
        return None
    return Ticket(reply.event, reply.person, reply)


def code_of(reply: Reply) -> str:
    """Six letters to be read out; within one gathering two of a thousand people share one once in 1,400 events."""
    return _letters("code", reply.pk, reply.event_id)


def wall_code(event: Event) -> str:
    """What hangs on the wall: whoever reads it there and then says "I am here"."""
    return _letters("wall", event.pk)


def said(code: str) -> str:
    """A code as it was typed, as it would be written: small and wide letters, spaces and lines forgiven."""
    wide = unicodedata.normalize("NFKC", code).upper()
    return "".join(letter for letter in wide if letter in ALPHABET)


def svg_of(words: str, title: str) -> str:
    """The QR as one drawn path, black on white in the dark too: a reversed one isn't read by every camera."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0)
    code.add_data(words)
    code.make(fit=True)
    rows = code.get_matrix()
    side = len(rows) + 2 * QUIET
    dots = "".join(
        f"M{x + QUIET} {y + QUIET}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    return (
        f'<svg class="qr" viewBox="0 0 {side} {side}" role="img" aria-label="{title}" shape-rendering="crispEdges">'
        f'<rect width="{side}" height="{side}" fill="#fff"/><path d="{dots}" fill="#000"/></svg>'
    )


def _letters(*words: object) -> str:
    number = int.from_bytes(salted_hmac("programs.checkins", ":".join(map(str, words)), algorithm="sha256").digest())
    found = ""
    for _place in range(CODE_LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        found += ALPHABET[rest]
    return found
