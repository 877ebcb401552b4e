"""Logging in, proving a mailbox, the closed sign-up, the second factor of the admin, one's own settings."""

import os
import re
import subprocess
import sys

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.notices.models import Fact
from accounts.users import actions
from accounts.users.mailbox import mailbox, masked
from accounts.users.models import User
from accounts.users.queries import owner_of
from tests import make

pytestmark = pytest.mark.django_db
LONG = "a long sentence as a password"


def letter_to(address):
    return Fact.objects.filter(kind="account.letter", address=address).order_by("-id").first()


def code_in(fact):
    return re.search(r"\d{4}-\d{4}", fact.data["body"])[0]


def is_in(client):
    return "_auth_user_id" in client.session


def test_a_member_logs_in_by_the_code_of_a_mail(cast):
    client = Client()
    asked = client.post(reverse("account_request_login_code"), {"email": cast.alumna.email})
    assert asked.url == reverse("account_confirm_login_code")
    client.post(asked.url, {"code": code_in(letter_to(cast.alumna.email))})
    assert client.session["_auth_user_id"] == str(cast.alumna.pk)


def test_letters_of_full_width_are_as_good_as_any(cast):
    client = Client()
    client.post(reverse("account_request_login_code"), {"email": "ＡＬＵＭＮＡ＠example.test"})
    assert letter_to(cast.alumna.email) is not None


def test_a_member_logs_in_by_password():
    person = make.user(password=LONG)
    client = Client()
    client.post(reverse("account_login"), {"login": person.email, "password": LONG})
    assert is_in(client)


@pytest.mark.parametrize("name", ["account_request_login_code", "account_reset_password"])
def test_known_and_unknown_addresses_get_the_same_answer(cast, name):
    answers = [Client().post(reverse(name), {"email": e}) for e in (cast.alumna.email, "nobody@example.test")]
    assert answers[0].status_code == answers[1].status_code == 302
    assert answers[0].url == answers[1].url
    assert letter_to(cast.alumna.email) is not None
    assert "登録はありません" in letter_to("nobody@example.test").data["subject"]
    assert "/join/" in letter_to("nobody@example.test").data["body"]


def test_nobody_signs_up_alone():
    page = Client().get(reverse("account_signup"))
    assert reverse("arrivals:join") in page.content.decode()
    Client().post(reverse("account_signup"), {"email": "new@example.test", "password1": LONG})
    assert not User.objects.filter(email="new@example.test").exists()


def test_the_log_in_page_offers_code_password_and_passkey():
    page = Client().get(reverse("account_login")).content.decode()
    for words in ("コードを受け取る", "パスワードでログインする", "パスキーでログインする"):
        assert words in page
    assert "生態認証" not in page


def test_the_session_holds_no_usable_code(cast):
    client = Client()
    join = {"company": cast.company.pk, "period_text": "昔", "family_name": "新", "email": "new@example.test"}
    client.post(reverse("arrivals:join"), join)
    code = code_in(letter_to("new@example.test"))
    held = str(dict(client.session))
    assert code not in held
    assert code.replace("-", "") not in held


def test_a_code_asks_for_the_second_factor_too(cast):
    TOTP.activate(cast.stranger, "JBSWY3DPEHPK3PXP")
    client = Client()
    join = {"company": cast.company.pk, "period_text": "昔", "family_name": "外", "email": cast.stranger.email}
    client.post(reverse("arrivals:join"), join)
    answer = client.post(reverse("users:prove"), {"code": code_in(letter_to(cast.stranger.email))})
    assert answer.url.startswith(reverse("mfa_authenticate"))
    assert not is_in(client)


def test_a_new_code_ends_the_one_before(cast):
    client = Client()
    join = {"company": cast.company.pk, "period_text": "昔", "family_name": "新", "email": "new@example.test"}
    client.post(reverse("arrivals:join"), join)
    old = code_in(letter_to("new@example.test"))
    client.post(reverse("users:send_again"))
    client.post(reverse("users:prove"), {"code": old})
    assert not is_in(client)
    client.post(reverse("users:prove"), {"code": code_in(letter_to("new@example.test"))})
    assert is_in(client)


def test_the_admin_wants_a_second_factor_where_it_is_set(cast, login, settings):
    settings.ADMIN_NEEDS_SECOND_FACTOR = True
    client = login(cast.admin)
    assert client.get("/admin/", follow=True).redirect_chain[-1][0] == reverse("mfa_index")
    TOTP.activate(cast.admin, "JBSWY3DPEHPK3PXP")
    assert client.get("/admin/").status_code == 200


def test_production_asks_the_admin_for_a_second_factor_and_the_demo_does_not():

    ask = "from config import settings; print(settings.ADMIN_NEEDS_SECOND_FACTOR)"
    safe = {
        "SECRET_KEY": "x" * 60,
        "ALLOWED_HOSTS": "kanae.example",
        "SITE_URL": "https://kanae.example",
        "DATABASE_URL": "postgresql://kanae@127.0.0.1/kanae",
        "REDIS_URL": "redis://127.0.0.1:6379/0",
        "EMAIL_URL": "smtp+tls://127.0.0.1:587",
        "SESSION_NOTE_KEYS": "k" * 43 + "=",
        "DEBUG": "0",
    }
    for kind, wanted in (("production", "True"), ("demo", "False")):
        env = {**os.environ, **safe, "KANAE_ENV": kind}
        told = subprocess.run([sys.executable, "-c", ask], env=env, capture_output=True, text=True, check=True)
        assert told.stdout.strip() == wanted


def test_settings_keep_what_was_typed_and_say_what_is_wrong(cast, login):
    client = login(cast.alumna)
    post = {"family_name": "", "given_name": "千尋ちひろ", "language": "ja", "time_zone": "Mars/Olympus"}
    page = client.post(reverse("users:settings"), post).content.decode()
    assert "千尋ちひろ" in page
    assert "一覧から選んでください" in page
    cast.alumna.refresh_from_db()
    assert cast.alumna.family_name == "岡田"


def test_settings_change_name_language_and_time(cast, login):
    client = login(cast.alumna)
    post = {"family_name": "岡田", "given_name": "ちひろ", "language": "en", "time_zone": "Europe/Paris"}
    assert client.post(reverse("users:settings"), post).status_code == 302
    cast.alumna.refresh_from_db()
    assert (cast.alumna.name, cast.alumna.language, cast.alumna.time_zone) == ("岡田 ちひろ", "en", "Europe/Paris")


@pytest.mark.parametrize("name", ["岡\u202e田", "岡\u200b田", "岡\n田"])
def test_a_name_has_no_unseen_letters(cast, login, name):
    post = {"family_name": name, "given_name": "千尋", "language": "ja", "time_zone": "Asia/Tokyo"}
    login(cast.alumna).post(reverse("users:settings"), post)
    cast.alumna.refresh_from_db()
    assert cast.alumna.family_name == "岡田"


def test_language_follows_the_button_into_the_settings(cast, login):
    login(cast.alumna).post(reverse("users:language"), {"language": "en", "next": "/"})
    cast.alumna.refresh_from_db()
    assert cast.alumna.language == "en"


def test_every_page_of_the_account_opens(cast, login):
    client = login(cast.alumna)
    names = ["account_email", "account_set_password", "account_logout", "mfa_index", "usersessions_list"]
    names += ["mfa_activate_totp", "mfa_add_webauthn", "mfa_list_webauthn", "users:settings", "profiles:visibility"]
    for name in [*names, "profiles:consents", "arrivals:status"]:
        page = client.get(reverse(name), follow=True)
        assert page.status_code == 200, name


def test_mailboxes_are_one_whatever_their_width_and_capitals():
    assert mailbox(" Ｔａｒｏ@Example.TEST ") == "taro@example.test"
    assert mailbox("ta.ro@x.test") != mailbox("taro@x.test") != mailbox("taro+a@x.test")
    assert masked("okada@example.test") == "o•••@example.test"


def test_the_account_of_a_proved_mailbox_is_found_or_opened_once(cast):
    first = actions.enter(address="Ｎｅｗ@example.test", language="en")
    assert (first.email, first.language, owner_of("NEW@example.test")) == ("new@example.test", "en", first)
    assert actions.enter(address="new@EXAMPLE.test", language="ja") == first
    assert actions.enter(address=cast.alumna.email, language="ja") == cast.alumna


def test_a_mailbox_of_somebody_else_cannot_be_added(cast):
    with pytest.raises(ValidationError):
        actions.add_mailbox(user=cast.stranger, address=cast.alumna.email.upper(), by=cast.stranger)
    assert EmailAddress.objects.filter(user=cast.stranger).count() == 1


def test_a_passkey_is_named_in_the_readers_language(cast, login):
    form = login(cast.alumna).get(reverse("mfa_add_webauthn")).context["form"]
    assert form["name"].label == "名前"
