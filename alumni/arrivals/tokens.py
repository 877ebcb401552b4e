"""The secret of an invitation's link: 256 bits, derived when a mail is written, of which the table keeps a hash.

token = HMAC-SHA256(a key derived from SECRET_KEY, enrolment : address : moment of sending). The worker that writes
the mail derives it again from the row; a re-sent invitation has another moment, so the old link is dead. A stolen
table or backup holds only SHA-256(token). When SECRET_KEY changes, links that were mailed still work; invitations
whose mail still waits become obsolete and are sent again from the desk.
"""

import base64
import binascii
import hashlib
from datetime import UTC, datetime

from django.utils.crypto import salted_hmac

SALT = "alumni.arrivals.invitation"


def derive(enrolment_id: int, address: str, sent_at: datetime) -> str:
    moment = sent_at.astimezone(UTC).isoformat(timespec="microseconds")
    secret = salted_hmac(SALT, f"{enrolment_id}:{address}:{moment}", algorithm="sha256").digest()
    return base64.urlsafe_b64encode(secret).rstrip(b"=").decode()


def hash_of(token: str) -> bytes:
    """Empty for something that can't be a token."""
    try:
        secret = base64.b64decode(token.encode() + b"=", altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError):
        return b""
    return hashlib.sha256(secret).digest() if len(secret) == 32 else b""
