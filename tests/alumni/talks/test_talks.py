"""Words between two members: who may begin, what is said, and that nobody else reads it."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.notices import expanding
from accounts.notices.models import Fact, Notice
from alumni.blocks import actions as blocks
from alumni.blocks.models import Report
from alumni.talks import actions
from alumni.talks.links import Piece, pieces
from alumni.talks.models import Message, Seat, Talk
from tests import make
from tests.cast import Cast
from tests.plugins.mail import html_of, text_of

SECRET = "カナリアのひそひそ話"


@pytest.fixture
def together(cast: Cast) -> Cast:
    """The alumna, her boss and the junior come to one gathering."""
    event = make.event(cast.company, cast.hr)
    for person in (cast.alumna, cast.boss, cast.junior):
        make.reply(event, person)
    return cast


def begun(cast: Cast, text: str = SECRET) -> Talk:
    return actions.begin(person=cast.boss, text=text, by=cast.alumna).talk


def test_a_talk_begins_where_two_share_a_gathering(together: Cast, login) -> None:
    browser = login(together.alumna)
    answer = browser.post(f"/talks/with/{together.boss.pk}/", {"text": "おひさしぶりです"})
    page = login(together.boss).get(answer["Location"]).content.decode()
    assert ("おひさしぶりです" in page, "岡田 千尋" in page, "同じ集いに参加しています" in page) == (True,) * 3


@pytest.mark.parametrize("other", ["facilitator", "employee", "alumna"])
def test_without_anything_in_common_nothing_begins(together: Cast, other: str) -> None:
    with pytest.raises(ValidationError):
        actions.begin(person=getattr(together, other), text="はじめまして", by=together.alumna)
    assert Talk.objects.count() == 0


def test_two_who_are_connected_may_talk_until_one_rests_it(cast: Cast, login) -> None:
    tie = make.connection(cast.alumna, cast.facilitator)
    page = login(cast.alumna).get(f"/people/{cast.facilitator.pk}/").content.decode()
    talk = actions.begin(person=cast.facilitator, text="おひさしぶりです", by=cast.alumna).talk
    type(tie).objects.update(first_rests=True)
    with pytest.raises(ValidationError, match="いまは、ことばを送れません"):
        actions.say(talk=talk, text="いまは", by=cast.facilitator)
    assert ("ことばを送る" in page, talk.ground) == (True, f"connection:{tie.pk}")


def test_somebody_who_keeps_out_of_sight_cannot_begin(together: Cast) -> None:
    together.alumna.profile.seen_by = "nobody"
    together.alumna.profile.save()
    with pytest.raises(ValidationError):
        begun(together)


def test_only_who_may_write_is_offered_it(together: Cast, login) -> None:
    pages = {
        name: login(together.alumna).get(f"/people/{getattr(together, name).pk}/").content.decode()
        for name in ("boss", "junior", "facilitator", "employee")
    }
    assert {n for n, page in pages.items() if "ことばを送る" in page} == {"boss", "junior"}


def test_the_first_word_is_one_until_it_is_answered(together: Cast) -> None:
    talk = begun(together)
    with pytest.raises(ValidationError, match="お返事を待っています"):
        actions.say(talk=talk, text="もうひとつ", by=together.alumna)
    actions.say(talk=talk, text="やあ", by=together.boss)
    actions.say(talk=talk, text="https://example.test/ をどうぞ", by=together.alumna)
    assert Message.objects.count() == 3


@pytest.mark.parametrize("text", ["https://bad.test", "www.bad.test です", "bad-shop.com を見て", "", " \n"])
def test_the_first_word_carries_no_link_and_is_not_empty(together: Cast, text: str) -> None:
    with pytest.raises(ValidationError):
        begun(together, text)


def test_nothing_is_said_once_nothing_is_in_common(together: Cast, login) -> None:
    talk = begun(together)
    together.boss.replies.update(answer="no")
    with pytest.raises(ValidationError, match="いまは、ことばを送れません"):
        actions.say(talk=talk, text="つづき", by=together.boss)
    page = login(together.boss).get(f"/talks/{talk.pk}/").content.decode()
    assert (SECRET in page, "<textarea" in page) == (True, False)


def test_nobody_else_reads_or_writes(together: Cast, login) -> None:
    talk = begun(together)
    said = talk.messages.get()
    paths = [f"/talks/{talk.pk}/", f"/talks/{talk.pk}/words/{said.pk}/", f"/talks/{talk.pk}/words/{said.pk}/report/"]
    for name, who in together.everybody().items():
        if name in ("alumna", "boss"):
            continue
        browser = login(who)
        assert [browser.get(path).status_code for path in paths] == [404] * 3
        assert browser.post(paths[0], {"text": "わりこみ"}).status_code == 404
        assert SECRET not in browser.get("/talks/").content.decode()
    assert Message.objects.count() == 1


def test_no_admin_page_knows_of_talks(together: Cast, login) -> None:
    begun(together)
    assert {Talk, Seat, Message} & set(admin.site._registry) == set()
    browser = login(together.admin)
    pages = ["/admin/", "/admin/alumni/", "/admin/accounts/fact/", "/admin/accounts/entry/"]
    assert [path for path in pages if SECRET in browser.get(path).content.decode()] == []


def test_the_database_refuses_words_of_a_third(together: Cast) -> None:
    talk = begun(together)
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.create(talk=talk, by=together.junior, text="わりこみ")
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize("blocker", ["alumna", "boss"])
def test_a_block_takes_the_talk_away_from_both(together: Cast, login, blocker: str) -> None:
    talk = begun(together)
    other = together.boss if blocker == "alumna" else together.alumna
    blocks.block(person=other, by=getattr(together, blocker))
    for who in (together.alumna, together.boss):
        browser = login(who)
        assert browser.get(f"/talks/{talk.pk}/").status_code == 404
        assert SECRET not in browser.get("/talks/").content.decode()
    with pytest.raises(ValidationError):
        actions.say(talk=talk, text="それでも", by=together.boss)
    with pytest.raises(ValidationError):
        actions.begin(person=together.boss, text="それでも", by=together.alumna)


def test_one_is_told_once_until_it_is_opened(together: Cast) -> None:
    talk = begun(together)
    actions.say(talk=talk, text="はい", by=together.boss)
    actions.say(talk=talk, text="ひとつ", by=together.alumna)
    actions.say(talk=talk, text="ふたつ", by=together.alumna)
    told = Fact.objects.filter(kind="talks.said", to=[together.boss.pk])
    before = told.count()
    actions.open_(talk=talk, by=together.boss)
    actions.say(talk=talk, text="みっつ", by=together.alumna)
    assert (before, told.count()) == (2, 3)


def test_the_mail_says_who_and_never_what(together: Cast, mailbox, deliver_all) -> None:
    begun(together)
    deliver_all()
    early = len(mailbox)
    Fact.objects.update(not_before=None)
    deliver_all()
    (mail,) = mailbox
    assert (early, mail["To"].addresses[0].addr_spec) == (0, together.boss.email)
    assert "ことばが届いています" in mail["Subject"] and "岡田" not in mail["Subject"]
    assert ("岡田 千尋さんから" in text_of(mail), SECRET in text_of(mail) + html_of(mail)) == (True, False)


def test_opened_words_are_not_told_any_more(together: Cast, mailbox, deliver_all) -> None:
    talk = begun(together)
    actions.open_(talk=talk, by=together.boss)
    Fact.objects.update(not_before=None)
    deliver_all()
    assert (mailbox, Notice.objects.count()) == ([], 0)


def test_opening_reads_the_notice_of_oneself_alone(together: Cast, login) -> None:
    talk = begun(together)
    Fact.objects.update(not_before=None)
    expanding.expand()
    login(together.boss).get(f"/talks/{talk.pk}/")
    waiting = Notice.objects.filter(person=together.boss, read_at=None)
    assert waiting.count() == 1
    login(together.boss).post(f"/talks/{talk.pk}/opened/")
    assert waiting.count() == 0


def test_words_are_put_right_within_a_minute_and_taken_back_at_any_time(together: Cast, login) -> None:
    talk = begun(together, "まちがい")
    said = talk.messages.get()
    browser = login(together.alumna)
    browser.post(f"/talks/{talk.pk}/words/{said.pk}/", {"text": "ただしい"})
    said.refresh_from_db()
    assert said.text == "ただしい"
    Message.objects.update(said_at=timezone.now() - timedelta(minutes=2))
    late = browser.post(f"/talks/{talk.pk}/words/{said.pk}/", {"text": "おそい"})
    browser.post(f"/talks/{talk.pk}/words/{said.pk}/take-back/")
    said.refresh_from_db()
    assert (late.status_code, said.text, said.gone_at is not None) == (422, "", True)
    assert login(together.boss).post(f"/talks/{talk.pk}/words/{said.pk}/take-back/").status_code == 404


def test_resting_is_quiet_and_leaving_ends_it(together: Cast, login) -> None:
    talk = begun(together)
    login(together.boss).post(f"/talks/{talk.pk}/rest/")
    assert "休ませているやりとり" in login(together.boss).get("/talks/").content.decode()
    login(together.boss).post(f"/talks/{talk.pk}/leave/")
    assert login(together.boss).get(f"/talks/{talk.pk}/").status_code == 404
    with pytest.raises(ValidationError, match="終わっています"):
        actions.say(talk=talk, text="あれ", by=together.alumna)
    actions.begin(person=together.alumna, text="もどりました", by=together.boss)
    assert login(together.boss).get(f"/talks/{talk.pk}/").status_code == 200


def test_nobody_begins_more_than_ten_a_day(together: Cast) -> None:
    event = make.event(together.company, together.hr)
    make.reply(event, together.alumna)
    for _number in range(11):
        make.reply(event, make.user(seen_by="network"))
    others = [reply.person for reply in event.replies.exclude(person=together.alumna).select_related("person")]
    for person in others:
        make.tenure(person, together.company)
    for person in others[:10]:
        actions.begin(person=person, text="こんにちは", by=together.alumna)
    with pytest.raises(ValidationError, match="明日"):
        actions.begin(person=others[10], text="こんにちは", by=together.alumna)


def test_reported_words_are_copied_and_nothing_else_of_the_talk(together: Cast, login) -> None:
    talk = begun(together, "いやなことば")
    actions.say(talk=talk, text=SECRET, by=together.boss)
    said = talk.messages.earliest("pk")
    path = f"/talks/{talk.pk}/words/{said.pk}/report/"
    login(together.boss).post(path, {"reason": "harassment", "also_block": "on"})
    report = Report.objects.get()
    page = login(together.admin).get(f"/admin/alumni/report/{report.pk}/change/").content.decode()
    assert (report.person, report.evidence, "いやなことば" in page, SECRET in page) == (
        together.alumna, "いやなことば", True, False
    )  # fmt: skip
    assert login(together.boss).get(f"/talks/{talk.pk}/").status_code == 404


def test_only_whole_addresses_become_links_that_show_what_they_open() -> None:
    text = "見て https://a.test/x?y=1。<b> www.b.test"
    assert pieces(text) == [
        Piece("見て "),
        Piece("https://a.test/x?y=1", "https://a.test/x?y=1"),
        Piece("。<b> www.b.test"),
    ]


def test_markup_in_words_stays_words(together: Cast, login) -> None:
    talk = begun(together, "<script>alert(1)</script>")
    page = login(together.boss).get(f"/talks/{talk.pk}/").content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_list_and_thread_cost_the_same_for_few_and_for_many(
    together: Cast, login, django_assert_num_queries, rows: int
) -> None:
    for other in [together.facilitator, together.junior, together.boss][-rows:]:
        last = make.talk(other, together.alumna, *["こんにちは"] * (2 * rows))
    browser = login(together.alumna)
    browser.get("/talks/")
    # session, user, talks, posts and lineages of the viewer (2), desks, the others, unread
    with django_assert_num_queries(8):
        browser.get("/talks/")
    # the same with the thread, both seats, and the ground
    with django_assert_num_queries(11):
        browser.get(f"/talks/{last.talk_id}/")


def test_older_words_and_talks_are_pages_of_their_own(together: Cast, login) -> None:
    last = make.talk(together.boss, together.alumna, *[f"ことば{n:03}" for n in range(70)])
    browser, seen, path = login(together.alumna), [], f"/talks/{last.talk_id}/"
    while path:
        thread = browser.get(path).context["thread"]
        seen = [said.message.text for said in thread.said] + seen
        path = f"/talks/{last.talk_id}/?before={thread.older}" if thread.older else ""
    assert seen == [f"ことば{n:03}" for n in range(70)]
