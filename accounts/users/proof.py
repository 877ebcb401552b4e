"""Proving a mailbox before anything is made of it: a code goes to the address and comes back in the same browser.

Known and unknown addresses get the same mail, the same page and the same time. Only then is an account opened,
entered, or given one more mailbox; so nobody can lay a claim on somebody else's address beforehand.
"""

import time
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.utils import perform_login
from allauth.core import ratelimit
from allauth.core.exceptions import RateLimited
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.users import actions
from accounts.users.mailbox import mailbox

KEY = "mailbox_proof"
LIFE = 15 * 60
TRIES = 5
MAILS = 4


def begin(request: HttpRequest, *, address: str, then: str, **details: Any) -> None:
    """Sends a code to `address`; after the right answer the browser goes on to `then`.

    `details` are the fields of an account that may have to be opened. Raises ValidationError when it asks too often.
    """
    state = {"address": mailbox(address), "then": then, "details": details, "mails": 0}
    _send(request, state)


def current(request: HttpRequest) -> dict[str, Any] | None:
    """The proof this browser is in the middle of, if it hasn't run out."""
    state = request.session.get(KEY)
    return state if state and time.time() - state["at"] < LIFE else None


def send_again(request: HttpRequest) -> None:
    state = current(request)
    if state is None or state["mails"] >= MAILS:
        raise ValidationError(_("コードを送れる回数をこえました。はじめからやりなおしてください。"))
    _send(request, state)


def answer(request: HttpRequest, code: str) -> HttpResponse:
    """The way on for the right code. Raises ValidationError for a wrong one, and forgets all after five."""
    state = current(request)
    if state is None:
        raise ValidationError(_("コードの期限が切れました。もう一度、コードを送ってください。"))
    if not constant_time_compare(_seal(code, state["address"]), state["code"]):
        _count_failure(request, state)
        raise ValidationError(_("コードがちがいます。メールの8けたの数字を、もう一度お確かめください。"))
    del request.session[KEY]
    return _go_on(request, state)


def _go_on(request: HttpRequest, state: dict[str, Any]) -> HttpResponse:
    if request.user.is_authenticated:
        added = actions.add_mailbox(user=request.user, address=state["address"], by=request.user)
        get_adapter().send_notification_mail(
            "account/email/mailbox_added", request.user, {"added_email": added.email}
        )
        return redirect(state["then"])
    language = (get_language() or "ja")[:2]
    user = actions.enter(address=state["address"], language=language, **state["details"])
    # The second factor, if there is one, is asked for on this way.
    return perform_login(request, user, redirect_url=state["then"], email=state["address"])


def _send(request: HttpRequest, state: dict[str, Any]) -> None:
    try:
        free = ratelimit.consume(request, action="request_login_code", key=state["address"])
    except RateLimited:
        free = False
    if not free:
        raise ValidationError(_("つづけて何度もお送りしています。1分ほどたってから、もう一度お試しください。"))
    code = get_adapter().generate_login_code()
    sent = {"code": _seal(code, state["address"]), "at": time.time(), "tries": 0, "mails": state["mails"] + 1}
    request.session[KEY] = {**state, **sent}
    get_adapter().send_mail("account/email/mailbox_code", state["address"], {"code": code})


def _count_failure(request: HttpRequest, state: dict[str, Any]) -> None:
    tries = state["tries"] + 1
    if tries >= TRIES:
        del request.session[KEY]
    else:
        request.session[KEY] = {**state, "tries": tries}


def _seal(code: str, address: str) -> str:
    """The session table never holds a usable code."""
    digits = "".join(letter for letter in mailbox(code) if letter.isalnum())
    return salted_hmac("accounts.users.proof", f"{address}:{digits}", algorithm="sha256").hexdigest()
