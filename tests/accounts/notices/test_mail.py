"""How a mail looks, whose language it speaks, and the way out of it."""

import re
from email import message_from_bytes, policy

import icalendar
import pytest
from django.test import Client
from django.utils import translation

from accounts.notices import actions, kinds, letters, mime, outbox, writing
from accounts.notices.models import Delivery, Fact, Preference, Suppression
from tests import make
from tests.accounts.notices import sample
from tests.plugins.mail import html_of, text_of

pytestmark = pytest.mark.django_db


def stop_path(mail) -> str:
    return re.search(r"<https?://[^/]+(/[^>]*)>", mail["List-Unsubscribe"])[1]


def test_each_hears_in_their_own_language(mailbox, deliver_all):
    make.user("岡田 千尋", email="reader1@example.test")
    make.user("Meer Anna", email="reader2@example.test", language="en")
    with translation.override("en"):
        actions.send("tests.news")
    deliver_all()
    ja, en = sorted(mailbox, key=lambda mail: mail["To"].addresses[0].addr_spec)
    assert (ja["Content-Language"], en["Content-Language"]) == ("ja", "en")
    assert "岡田 千尋 様" in text_of(ja)
    assert '<html lang="ja">' in html_of(ja)
    assert '<html lang="en">' in html_of(en)


def test_subject_asks_first_and_names_the_company_and_the_foot_tells_who_writes(readers, mailbox, deliver_all):
    actions.send("tests.news", to=readers[:1])
    deliver_all()
    (mail,) = mailbox
    assert mail["Subject"] == "集いに参加しませんか｜青海システムズ株式会社"
    assert mail["From"].addresses[0].display_name == "青海システムズ株式会社"
    assert mail["Reply-To"].addresses[0].addr_spec == "alumni@aomi.example"
    for words in (text_of(mail), html_of(mail)):
        assert "神奈川県三浦郡葉山町1-1" in words
        assert "alumni@aomi.example" in words
        assert "/notices/settings/" in words


def test_html_is_made_from_the_text_and_escapes_it(readers, mailbox, deliver_all, settings):
    actions.send("tests.news", to=readers[:1])
    deliver_all()
    (mail,) = mailbox
    assert f"▶ 参加する\n{settings.SITE_URL}/events/1/" in text_of(mail)
    assert f'<a class="button" href="{settings.SITE_URL}/events/1/">参加する</a>' in html_of(mail)
    assert "<b>ようこそ</b> & 《》" in text_of(mail)
    assert "&lt;b&gt;ようこそ&lt;/b&gt; &amp; 《》" in html_of(mail)
    assert "<img" not in html_of(mail)


def test_the_first_button_stands_out_and_a_heading_is_one():
    words = "# 葉山の<集い>\n海辺で\n\n[参加する](/a/)\n[行けない](/b/)"
    assert mime.as_html(words, "https://kanae.example") == (
        '<p><strong class="head">葉山の&lt;集い&gt;</strong><br>海辺で</p>\n'
        '<p><a class="button" href="https://kanae.example/a/">参加する</a><br>'
        '<a class="button quiet" href="https://kanae.example/b/">行けない</a></p>'
    )
    assert mime.as_text(words, "https://kanae.example").startswith("葉山の<集い>\n海辺で\n\n▶ 参加する\n")


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"]
)
def test_a_button_leads_to_our_own_site_only(target):

    assert "<a" not in mime.as_html(f"[ひらく]({target})", "https://kanae.example")


def test_a_subject_cannot_open_a_second_header(readers, mailbox, deliver_all):
    actions.send("tests.news", to=readers[:1], data={"subject": "集い\r\nBcc: all@example.test"})
    deliver_all()
    assert (mailbox[0]["Bcc"], "集い Bcc: all@example.test" in mailbox[0]["Subject"]) == (None, True)


def shape(part):
    """The parts of a mail as a tree, each with its type, and a file with its name."""
    if part.is_multipart():
        return (part.get_content_type(), [shape(one) for one in part.iter_parts()])
    return " ".join(filter(None, [part.get_content_type(), part["Content-Type"].params.get("method"), part.get_filename()]))  # fmt: skip


def test_a_calendar_entry_is_the_last_way_to_read_the_mail_and_a_file_besides(readers, mailbox, deliver_all):
    actions.send("tests.calendar", to=readers[:1])
    deliver_all()
    (mail,) = mailbox
    assert (mail.defects, shape(mail)) == (
        [],
        (
            "multipart/mixed",
            [
                ("multipart/alternative", ["text/plain", "text/html", "text/calendar REQUEST"]),
                "application/ics a.ics",
            ],
        ),
    )
    entry, file = [part for part in mail.walk() if part.get_content_subtype() in ("calendar", "ics")]
    assert (entry["Content-Type"].params["charset"], entry["Content-Disposition"]) == ("UTF-8", None)
    assert entry.get_payload(decode=True) == file.get_payload(decode=True) == sample.ENTRY
    assert str(icalendar.Calendar.from_ical(sample.ENTRY)["METHOD"]) == entry["Content-Type"].params["method"]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ([], ("multipart/alternative", ["text/plain", "text/html"])),
        (
            ["text/calendar; method=CANCEL; charset=UTF-8"] * 2,
            (
                "multipart/mixed",
                [
                    ("multipart/alternative", ["text/plain", "text/html"]),
                    "text/calendar CANCEL 0.ics", "text/calendar CANCEL 1.ics",
                ],
            ),
        ),
        (
            ["application/pdf", "text/calendar; charset=UTF-8"],
            (
                "multipart/mixed",
                [("multipart/alternative", ["text/plain", "text/html"]), "application/pdf 0.ics", "text/calendar 1.ics"],
            ),
        ),
    ],
)  # fmt: skip
def test_several_entries_stay_files_and_so_does_what_asks_nothing(files, expected):
    made = [(f"{number}.ics", b"x", kind) for number, kind in enumerate(files)]
    mail = message_from_bytes(mime.compose({"Subject": "x"}, "a", "<p>a</p>", made, "d1"), policy=policy.default)
    assert shape(mail) == expected


def test_looking_at_the_way_out_changes_nothing_and_the_button_stops_the_category(readers, mailbox, deliver_all):
    actions.send("tests.news", to=readers[:1])
    deliver_all()
    browser, path = Client(enforce_csrf_checks=True), stop_path(mailbox[0])
    assert browser.get(path).status_code == 200
    assert Preference.objects.count() == 0
    assert browser.post(path).status_code == 200
    assert [(p.person, p.category, p.pace) for p in Preference.objects.all()] == [(readers[0], "gatherings", "app")]
    browser.post(path, {"again": "1"})
    assert Preference.objects.count() == 0


def test_one_click_as_mail_programs_do_it(readers, mailbox, deliver_all):
    actions.send("tests.news", to=readers[:1])
    deliver_all()
    assert mailbox[0]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    answer = Client(enforce_csrf_checks=True).post(stop_path(mailbox[0]), {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, Preference.objects.get().pace) == (200, "app")


def test_an_address_without_account_can_say_no_to_that_company(mailbox, deliver_all):
    actions.send("tests.news", address="Somebody@example.test", scope="company:7")
    deliver_all()
    Client().post(stop_path(mailbox[0]))
    assert list(Suppression.objects.values_list("address_key", "scope")) == [("somebody@example.test", "company:7")]
    actions.send("tests.news", address="somebody@example.test", scope="company:7")
    actions.send("tests.news", address="somebody@example.test", scope="company:8")
    deliver_all()
    assert len(mailbox) == 2


@pytest.mark.parametrize("token", ["x", "WyJwIiwxLCJnYXRoZXJpbmdzIl0:forged"])
def test_a_forged_way_out_leads_nowhere(token, db):
    assert [
        Client().get(f"/notices/stop/{token}/").status_code,
        Client().post(f"/notices/stop/{token}/").status_code,
    ] == [
        404,
        404,
    ]


def test_pressing_mail_has_no_way_out(readers, mailbox, deliver_all):
    actions.send("tests.pressing", to=readers[:1])
    deliver_all()
    assert mailbox[0]["List-Unsubscribe"] is None


def test_a_code_leaves_through_the_outbox_and_is_forgotten(mailbox, deliver_all):
    fact = letters.post(address="somebody@example.test", subject="ログインコード", body="コードは 1234-5678 です。")
    deliver_all()
    assert "1234-5678" in text_of(mailbox[0])
    assert Fact.objects.get(pk=fact.pk).data == {}


def test_a_code_that_could_not_leave_is_forgotten_after_an_hour(db):
    fact = letters.post(address="somebody@example.test", subject="ログインコード", body="1234")
    Delivery.objects.create(fact=fact, address=fact.address, not_before=fact.at)
    assert outbox.forget_secrets() == 0
    Fact.objects.update(at="2000-01-01T00:00Z")
    assert outbox.forget_secrets() == 1
    assert (Fact.objects.get().data, Delivery.objects.get().state) == ({}, "obsolete")


def test_logging_in_by_code_writes_a_letter_and_talks_to_no_server(cast, mailbox, deliver_all):
    Client().post("/accounts/login/code/", {"email": cast.alumna.email})
    assert (Fact.objects.get().kind, mailbox) == ("account.letter", [])
    deliver_all()
    assert [mail["To"].addresses[0].addr_spec for mail in mailbox] == [cast.alumna.email]


def test_an_announcement_that_cannot_be_turned_off_is_refused_at_start():
    class Forced(kinds.Kind):
        code, legal, can_mute = "tests.forced", "announcement", False

    with pytest.raises(ValueError, match="needs a way out"):
        kinds.register(Forced)


def test_the_gaps_in_a_companys_record_are_filled_by_whoever_runs_the_site(settings):
    settings.OPERATOR_ADDRESS, settings.OPERATOR_CONTACT = "東京都架空区1-1", "post@kanae.example"
    bare, full = kinds.Sender("青海"), kinds.Sender("青海", "葉山町1-1", "alumni@aomi.example")
    assert writing.complete(bare) == kinds.Sender("青海", "東京都架空区1-1", "post@kanae.example")
    assert writing.complete(full) == full


def test_a_message_id_names_its_mail_and_a_foreign_one_names_none():
    ours = writing.message_id(12)
    assert [writing.pk_of(text) for text in (ours, ours.strip("<>"), ours.replace("d12.", "d13."), "<x@y>", "")] == [
        12, 12, None, None, None,
    ]  # fmt: skip
