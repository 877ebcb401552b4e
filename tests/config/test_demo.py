"""The demo's own pages: shut outside the demo; inside, anybody of the cast and every mail."""

import os
import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import Resolver404, resolve

from accounts.users.models import User
from config import services
from config.demo import cast, outbox

ADDRESSES = ["/demo/", "/demo/outbox/", "/demo/outbox/k/", "/demo/outbox/k/html/", "/demo/outbox/k/raw/"]
demo_addresses = pytest.mark.urls("tests.config.demo_urls")


@pytest.fixture
def demo(settings: Any, tmp_path: Path) -> Path:
    settings.KANAE_ENV, settings.DATA_DIR, settings.LOGIN_REDIRECT_URL = "demo", tmp_path, "/demo/outbox/"
    (tmp_path / "outbox").mkdir()
    return tmp_path / "outbox"


def put(folder: Path, to: str, subject: str, *, at: str = "20270724T110000000001", html: str = "") -> str:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "叶え <kanae@localhost>", to, subject
    mail.set_content("葉山でお会いしましょう。\nhttp://127.0.0.1:8000/events/1/?a=1&b=2\n")
    if html:
        mail.add_alternative(html, subtype="html")
    mail.add_attachment(b"BEGIN:VCALENDAR", maintype="text", subtype="calendar", filename="集い.ics")
    (folder / f"{at}-abc123-{to}.eml").write_bytes(mail.as_bytes())
    return f"{at}-abc123"


@pytest.mark.parametrize("address", ADDRESSES)
def test_outside_the_demo_the_pages_have_no_address(address: str) -> None:
    with pytest.raises(Resolver404):
        resolve(address)


@demo_addresses
@pytest.mark.parametrize("where", ["production", "test", ""])
@pytest.mark.parametrize("address", ADDRESSES)
def test_outside_the_demo_the_views_refuse_even_with_an_address(
    settings: Any, db: None, client: Client, where: str, address: str, tmp_path: Path
) -> None:
    (tmp_path / "outbox").mkdir()
    put(tmp_path / "outbox", "okada@demo.kanae.example", "秘密")
    settings.KANAE_ENV, settings.DATA_DIR = where, tmp_path
    key = "20270724T110000000001-abc123"
    assert client.get(address.replace("/k/", f"/{key}/")).status_code == 404


@demo_addresses
@pytest.mark.parametrize("where", ["production", "test", ""])
def test_outside_the_demo_nobody_becomes_anybody(settings: Any, db: None, client: Client, where: str) -> None:
    User.objects.create_user("admin@demo.kanae.example")
    settings.KANAE_ENV = where
    answer = client.post("/demo/", {"email": "admin@demo.kanae.example"})
    assert (answer.status_code, "_auth_user_id" in client.session) == (404, False)


@pytest.mark.parametrize(("where", "there"), [("demo", True), ("", False)])
def test_the_real_addresses_hold_the_demo_only_where_it_is_the_demo(where: str, there: bool) -> None:
    code = "import django; django.setup(); from config.urls import urlpatterns as u; print('demo/' in str(u))"
    environment = os.environ | {"KANAE_ENV": where, "DJANGO_SETTINGS_MODULE": "config.settings"}
    command = [sys.executable, "-W", "ignore", "-c", code]
    ran = subprocess.run(command, cwd=services.BASE_DIR, env=environment, capture_output=True, text=True, check=False)
    assert ran.stdout.strip() == str(there), ran.stderr


@demo_addresses
def test_a_visitor_becomes_one_of_the_cast(demo: Path, db: None, client: Client) -> None:
    user = User.objects.create_user("okada@demo.kanae.example", family_name="岡田", given_name="俊平")
    page = client.get("/demo/").content.decode()
    assert "岡田 俊平" in page
    client.post("/demo/", {"email": user.email})
    assert client.session["_auth_user_id"] == str(user.pk)
    assert UserSession.objects.get().session_key == client.session.session_key


@demo_addresses
def test_nobody_outside_the_cast_can_be_chosen(demo: Path, db: None, client: Client) -> None:
    User.objects.create_user("somebody@real.example")
    for email in ("somebody@real.example", "okada@demo.kanae.example", ""):
        assert client.post("/demo/", {"email": email}).status_code == 404
    assert "_auth_user_id" not in client.session


@demo_addresses
def test_becoming_somebody_needs_the_token_of_the_page(demo: Path, db: None) -> None:
    User.objects.create_user("okada@demo.kanae.example")
    answer = Client(enforce_csrf_checks=True).post("/demo/", {"email": "okada@demo.kanae.example"})
    assert answer.status_code == 403


def test_the_cast_has_six_parts_with_addresses_of_their_own() -> None:
    assert len({role.email for role in cast.DEMO_CAST}) == 6


@demo_addresses
def test_the_outbox_shows_the_newest_first_and_can_be_filtered(demo: Path, db: None, client: Client) -> None:
    put(demo, "okada@demo.kanae.example", "古いお知らせ", at="20270101T000000000000")
    put(demo, "miura@demo.kanae.example", "新しいお知らせ", at="20270102T000000000000")
    page = client.get("/demo/outbox/").content.decode()
    assert page.index("新しいお知らせ") < page.index("古いお知らせ")
    only = client.get("/demo/outbox/?to=OKADA").content.decode()
    assert ("古いお知らせ" in only, "新しいお知らせ" in only) == (True, False)


@demo_addresses
def test_an_empty_outbox_and_a_filter_without_result_say_what_to_do(demo: Path, db: None, client: Client) -> None:
    assert "まだ1通も届いていません" in client.get("/demo/outbox/").content.decode()
    put(demo, "okada@demo.kanae.example", "一通")
    assert "その宛先へのメールはまだありません" in client.get("/demo/outbox/?to=nobody").content.decode()


@demo_addresses
def test_many_mails_come_in_pages(demo: Path, db: None, client: Client) -> None:
    for number in range(51):
        put(demo, "okada@demo.kanae.example", f"第{number}便", at=f"20270101T0000{number:02}000000")
    first, second = (client.get(f"/demo/outbox/?page={n}").content.decode() for n in (1, 2))
    assert ("第50便" in first, "第0便" in first) == (True, False)
    assert "第0便" in second


@demo_addresses
def test_a_mail_shows_its_words_links_and_attachments(demo: Path, db: None, client: Client) -> None:
    key = put(demo, "okada@demo.kanae.example", "葉山の集い", html="<p>こんにちは</p>")
    page = client.get(f"/demo/outbox/{key}/").content.decode()
    assert "葉山の集い" in page
    assert 'href="http://127.0.0.1:8000/events/1/?a=1&amp;b=2"' in page
    assert "集い.ics" in page
    number = outbox.Mail(next(demo.iterdir())).parts[0].number
    part = client.get(f"/demo/outbox/{key}/part/{number}/")
    assert part.content == b"BEGIN:VCALENDAR"
    assert part.headers["Content-Disposition"].startswith("attachment")


@demo_addresses
def test_a_mails_html_can_neither_run_nor_fetch_anything(demo: Path, db: None, client: Client) -> None:
    key = put(demo, "okada@demo.kanae.example", "罠", html="<script>alert(1)</script><img src=http://x.example/1>")
    answer = client.get(f"/demo/outbox/{key}/html/")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "sandbox allow-popups" in policy
    assert "allow-scripts" not in policy
    assert "allow-same-origin" not in policy
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "<script" not in client.get(f"/demo/outbox/{key}/").content.decode().split("<main")[1]


@demo_addresses
@pytest.mark.parametrize("key", ["..", "20270724T110000000001-ffffff", "secret-key"])
def test_a_key_never_becomes_a_path(demo: Path, db: None, client: Client, key: str) -> None:
    (demo.parent / "secret-key").write_text("geheim")
    put(demo, "okada@demo.kanae.example", "一通")
    assert client.get(f"/demo/outbox/{key}/raw/").status_code == 404
