"""From the draft to the mailbox: at its hour, once, to whoever asks for it then; and taken back before."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from accounts.consent import actions as consents
from accounts.consent.models import Consent
from accounts.notices import expanding
from accounts.notices.actions import stop
from accounts.notices.models import Delivery, Fact, Notice, Preference, Suppression
from accounts.users.models import User
from alumni.companies.purpose import ensure_news_text
from programs.announcements import actions, figures
from programs.announcements.models import Announcement
from programs.events import replying
from tests import make
from tests.cast import Cast
from tests.plugins.mail import text_of

LATER = timedelta(minutes=11)


def go(announcement, cast: Cast) -> None:
    actions.schedule(announcement=announcement, by=cast.hr)


def test_it_goes_ten_minutes_later_to_those_who_asked(cast: Cast, readers, mailbox, deliver_all) -> None:
    draft = make.announcement(cast.company, cast.hr)
    go(draft, cast)
    deliver_all()
    assert (len(mailbox), Notice.objects.count()) == (0, 0)
    with time_machine.travel(timezone.now() + LATER):
        deliver_all()
        figures.settle()
    assert {mail["To"].addresses[0].addr_spec for mail in mailbox} == {reader.email for reader in readers}
    assert {str(mail["Subject"]) for mail in mailbox} == {"春のたより｜青海システムズ"}
    words = text_of(mailbox[0])
    assert (
        "新しい社屋ができました。" in words
        and "このようなメールを止める" in words
        and cast.company.postal_address in words
    )
    assert mailbox[0]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    draft.refresh_from_db()
    assert (draft.state, draft.told, draft.mailed, draft.bounced) == ("sent", 7, 7, 0)


def test_whom_it_reaches_is_asked_at_the_hour(cast: Cast, readers, mailbox, deliver_all) -> None:
    when = timezone.now() + timedelta(days=3)
    actions.schedule(announcement=make.announcement(cast.company, cast.hr), by=cast.hr, send_at=when)
    assert Fact.objects.get(kind="announcements.told").not_before == when
    Consent.objects.filter(person=readers[0]).update(withdrawn_at=timezone.now())
    with time_machine.travel(when - timedelta(minutes=1)):
        deliver_all()
        assert len(mailbox) == 0
    with time_machine.travel(when + timedelta(seconds=1)):
        deliver_all()
    assert {mail["To"].addresses[0].addr_spec for mail in mailbox} == {reader.email for reader in readers[1:]}


def test_a_yes_taken_back_between_telling_and_mailing_still_counts(cast: Cast, readers, mailbox, deliver_all) -> None:
    go(make.announcement(cast.company, cast.hr), cast)
    with time_machine.travel(timezone.now() + LATER):
        expanding.expand()
        Consent.objects.filter(person=readers[0]).update(withdrawn_at=timezone.now())
        deliver_all()
    assert len(mailbox) == 6
    assert Delivery.objects.get(person=readers[0]).state == "obsolete"


def test_cancelled_before_its_hour_nobody_is_told_and_it_can_be_written_anew(
    cast: Cast, readers, mailbox, deliver_all
) -> None:
    draft = make.announcement(cast.company, cast.hr)
    go(draft, cast)
    found = actions.cancel(announcement=draft, by=cast.hr)
    assert found.state == "cancelled"
    with time_machine.travel(timezone.now() + LATER):
        deliver_all()
        assert (len(mailbox), Notice.objects.count()) == (0, 0)
        actions.reopen(announcement=found, by=cast.hr)
        actions.change(announcement=found, by=cast.hr, subject="夏のたより")
        go(found, cast)
        with time_machine.travel(timezone.now() + LATER):
            deliver_all()
    assert [str(mail["Subject"]) for mail in mailbox] == ["夏のたより｜青海システムズ"] * 7


def test_what_has_begun_to_go_cannot_be_taken_back_or_rewritten(cast: Cast, readers, deliver_all) -> None:
    draft = make.announcement(cast.company, cast.hr)
    go(draft, cast)
    with time_machine.travel(timezone.now() + LATER):
        deliver_all()
        with pytest.raises(ValidationError, match="もう送りはじめた"):
            actions.cancel(announcement=draft, by=cast.hr)
        figures.settle()
    with pytest.raises(DatabaseError), transaction.atomic():
        Announcement.objects.filter(pk=draft.pk).update(words="べつのことば")


def test_pressing_twice_is_one_sending(cast: Cast, readers) -> None:
    draft = make.announcement(cast.company, cast.hr)
    go(draft, cast)
    with pytest.raises(ValidationError):
        go(draft, cast)
    assert Fact.objects.filter(kind="announcements.told").count() == 1


def test_a_choice_that_could_be_one_person_is_refused(cast: Cast, readers) -> None:
    make.tenure(readers[0], cast.division, "2015-04-01", "2016-03-31")
    draft = make.announcement(cast.company, cast.hr, years_from=2015)
    with pytest.raises(ValidationError, match="5人未満"):
        go(draft, cast)


def test_a_choice_that_became_too_narrow_until_its_hour_tells_nobody(cast: Cast, readers, deliver_all) -> None:
    go(make.announcement(cast.company, cast.hr, department=cast.group), cast)
    Consent.objects.filter(person__in=readers[:4]).update(withdrawn_at=timezone.now())
    with time_machine.travel(timezone.now() + LATER):
        deliver_all()
    assert Notice.objects.count() == 0


def test_a_past_hour_and_a_gathering_that_is_over_by_then_are_refused(cast: Cast, readers) -> None:
    draft = make.announcement(cast.company, cast.hr, event=make.event(cast.company, cast.hr))
    for when in (timezone.now() - timedelta(hours=1), timezone.now() + timedelta(days=31)):
        with pytest.raises(ValidationError):
            actions.schedule(announcement=draft, by=cast.hr, send_at=when)


def test_another_company_can_neither_write_change_nor_send(cast: Cast, readers) -> None:
    draft = make.announcement(cast.company, cast.hr)
    for act in (actions.schedule, actions.cancel, actions.try_out, actions.copy, actions.change):
        with pytest.raises(ValidationError):
            act(announcement=draft, by=cast.hr_other)


def test_a_unit_or_gathering_of_another_company_is_refused(cast: Cast) -> None:
    foreign = make.event(cast.other_company, cast.hr_other)
    words = {"subject": "たより", "words": "こんにちは"}
    with pytest.raises(ValidationError):
        actions.write(company=cast.company, by=cast.hr, event=foreign, **words)
    with pytest.raises(ValidationError):
        actions.write(company=cast.other_company, by=cast.hr_other, department=cast.group, **words)


def test_figures_tell_what_is_known_and_nothing_else(cast: Cast, readers, smtp_sink, deliver_all) -> None:
    event = make.event(cast.company, cast.hr)
    draft = make.announcement(cast.company, cast.hr, event=event)
    stop(person=readers[0], category="news", by=readers[0])
    go(draft, cast)
    with time_machine.travel(timezone.now() + LATER):
        smtp_sink.at_rcpt = ["550 no such user"]
        deliver_all()
        figures.settle()
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        replying.tap(event=event, by=readers[1], answer="yes")
        replying.tap(event=event, by=cast.alumna, answer="yes")
        Consent.objects.filter(person=readers[2]).update(withdrawn_at=timezone.now())
        Suppression.objects.create(address_key=readers[6].email, scope="", reason="bounced")
        figures.settle()
    draft.refresh_from_db()
    found = (draft.told, draft.mailed, draft.waiting, draft.bounced, draft.stopped, draft.answered)
    assert found == (7, 4, 0, 2, 1, 1)


def test_the_gathering_stands_only_in_the_mails_of_those_who_are_invited(
    cast: Cast, readers, mailbox, deliver_all
) -> None:
    make.tenure(readers[0], cast.division, "2009-04-01", "2012-03-31")
    event = make.event(cast.company, cast.hr, title="山の集い", years_from=2010)
    go(make.announcement(cast.company, cast.hr, event=event), cast)
    with time_machine.travel(timezone.now() + LATER):
        deliver_all()
    told = {mail["To"].addresses[0].addr_spec for mail in mailbox if "山の集い" in text_of(mail)}
    assert (len(mailbox), told) == (7, {readers[0].email})


def test_english_words_go_to_those_who_use_english(cast: Cast, readers, mailbox, deliver_all) -> None:
    type(readers[0]).objects.filter(pk=readers[0].pk).update(language="en")
    go(make.announcement(cast.company, cast.hr, subject_en="A spring letter", words_en="We moved."), cast)
    with time_machine.travel(timezone.now() + LATER):
        deliver_all()
    subjects = {mail["To"].addresses[0].addr_spec: str(mail["Subject"]).partition("｜")[0] for mail in mailbox}
    english = [address for address, subject in subjects.items() if subject.startswith("A spring letter")]
    assert english == [readers[0].email]


def test_the_way_out_of_a_company_s_news_ends_that_company_s_alone(cast: Cast, readers, mailbox, deliver_all) -> None:
    other = ensure_news_text(cast.other_company)
    consents.give(document=other, by=readers[0], channel="web")
    go(make.announcement(cast.company, cast.hr), cast)
    with time_machine.travel(timezone.now() + LATER):
        deliver_all()
    mail = next(mail for mail in mailbox if mail["To"].addresses[0].addr_spec == readers[0].email)
    way_out = urlsplit(str(mail["List-Unsubscribe"]).strip("<>")).path
    anybody = Client()
    assert "青海システムズからのお知らせ" in anybody.get(way_out).content.decode()
    assert wanted(readers[0]) == {cast.company.scope, other.scope}
    anybody.post(way_out, {"List-Unsubscribe": "One-Click"})
    assert wanted(readers[0]) == {other.scope}
    anybody.post(way_out, {"again": "1"})
    assert wanted(readers[0]) == {cast.company.scope, other.scope}
    anybody.post(way_out, {"all": "1"})
    assert Preference.objects.get(person=readers[0]).pace == "app"


def wanted(person: User) -> set[str]:
    news = Consent.objects.standing().filter(person=person, document__purpose="news")
    return set(news.values_list("document__scope", flat=True))


def test_the_trial_comes_to_oneself_alone(cast: Cast, readers, mailbox, deliver_all) -> None:
    stop(person=cast.hr, category="news", by=cast.hr)
    actions.try_out(announcement=make.announcement(cast.company, cast.hr), by=cast.hr)
    deliver_all()
    assert [(mail["To"].addresses[0].addr_spec, str(mail["Subject"])) for mail in mailbox] == [
        (cast.hr.email, "【試し送り】春のたより｜青海システムズ")
    ]
    assert Notice.objects.count() == 0
