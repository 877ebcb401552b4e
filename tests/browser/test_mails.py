"""Mail as it is looked at: on a phone and on a desk, by day and by night, in both languages."""

from datetime import timedelta
from email.message import EmailMessage
from itertools import product

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page

from accounts.notices import actions as notices
from accounts.notices.models import Delivery
from programs.events import actions, replying
from tests import make
from tests.cast import Cast, build
from tests.plugins.mail import html_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "葉山の海辺で、二十年ぶりの「元気だった？」 ― あのころ同じ島にいた人たちと、ゆっくり昼から夕方まで"
SMALL = "() => [...document.querySelectorAll('.button, .item, .ways a')].filter(a => a.offsetHeight < 44).map(a => a.text)"


def letters(cast: Cast, deliver_all, mailbox: list[EmailMessage]) -> list[EmailMessage]:
    """An invitation, a yes, the line, a seat, a change, a reminder, an end, and a digest, to one person."""
    person, other = cast.alumna, cast.junior
    event = make.event(cast.company, cast.hr, title=LONG, state="draft", published_at=None, capacity=1)
    actions.publish(event=event, by=cast.hr)
    deliver_all()
    replying.reply(event=event, by=other, answer="yes")
    replying.reply(event=event, by=person, answer="yes")
    deliver_all()
    replying.reply(event=event, by=other, answer="no")
    deliver_all()
    start = timezone.now() + timedelta(days=1, seconds=-1)
    actions.change(event=event, by=cast.hr, starts_at=start, ends_at=start + timedelta(hours=5), tell=False)
    actions.change(event=event, by=cast.hr, place="葉山町一色海岸・海の見える集会所 2階の大広間")
    deliver_all()
    actions.cancel(event=event, by=cast.hr, reason="台風が近づいているため。" * 6)
    deliver_all()
    notices.prefer(person=person, paces={"events.published": "daily"}, by=person)
    for title in (LONG, "鍋の夜"):
        actions.publish(
            event=make.event(cast.company, cast.hr, title=title, state="draft", published_at=None), by=cast.hr
        )
    deliver_all()
    Delivery.objects.filter(person=person, state="waiting").update(not_before=timezone.now())
    deliver_all()
    return [mail for mail in mailbox if person.email in mail["To"]]


def faults(page: Page, serious) -> list[str]:
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    read = serious(page) if page.viewport_size["width"] == 390 else []  # colours and words are the same on a desk
    return read + [f"small: {words}" for words in page.evaluate(SMALL)] + ["wider than the screen"] * wide


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_mail_fits_every_screen_and_is_readable_by_day_and_by_night(
    chrome: Browser, serious, language: str, mailbox, deliver_all
) -> None:
    cast = build()
    type(cast.alumna).objects.filter(pk=cast.alumna.pk).update(language=language)
    mails = letters(cast, deliver_all, mailbox)
    assert len(mails) == 7
    found = {}
    for width, scheme in product((390, 1280), ("light", "dark")):
        page = chrome.new_page(viewport={"width": width, "height": 844}, color_scheme=scheme)
        for mail in mails:
            page.set_content(html_of(mail))
            if wrong := faults(page, serious):
                found[(str(mail["Subject"]), width, scheme)] = wrong
        page.close()
    assert found == {}
