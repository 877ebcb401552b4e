"""Scene 1 of the essay: people of a division meet again at the beach, as former boss, junior and perfect stranger."""

import re
from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from programs.events.models import Event
from tests import make
from tests.cast import Cast
from tests.plugins.mail import text_of


def published_by(hr: Client, cast: Cast) -> Event:
    """HR writes the reunion, looks at whom it reaches, and publishes it."""
    start = (timezone.localtime() + timedelta(days=30)).replace(hour=11, minute=0)
    words = {
        "kind": "reunion", "title": "葉山の海辺で", "time_zone": "Asia/Tokyo", "place": "一色海岸", "capacity": "2",
        "guests_allowed": "0", "starts_at": f"{start:%Y-%m-%dT11:00}", "ends_at": f"{start:%Y-%m-%dT18:30}",
        "department": cast.division.pk,
    }  # fmt: skip
    hr.post(reverse("events:new") + "?company=aomi", words)
    event = Event.objects.get()
    hr.post(reverse("events:publish", args=[event.pk]))
    return event


def test_a_division_meets_again(cast: Cast, login, mailbox, deliver_all) -> None:
    newcomer = make.user("今村 敦美")
    make.tenure(
        newcomer, make.department(cast.company, "公共ソリューション事業部/保守技術部"), "2015-04-01", "2020-03-31"
    )
    hr, alumna = login(cast.hr), login(cast.alumna)

    event = published_by(hr, cast)
    deliver_all()
    invited = {mail["To"].addresses[0].addr_spec: mail for mail in mailbox}
    assert set(invited) == {
        who.email for who in (cast.alumna, cast.boss, cast.junior, cast.employee, cast.facilitator, newcomer)
    }

    # Two answer from the mail, without logging in; opening it had answered nothing.
    for who in (cast.boss, newcomer):
        link = re.search(r"https?://[^/]+(/events/answer/\S+answer=yes)", text_of(invited[who.email]))
        assert link is not None
        path = link[1]
        assert Client().get(path).status_code == 200
        assert not event.replies.filter(person=who).exists()
        Client().post(path, {"answer": "yes"})

    # The alumna sees who is there to her: her former boss, and somebody of her division whom she never met.
    page = alumna.get(reverse("events:detail", args=[event.pk])).content.decode()
    near, new = page.index("一緒に働いた人"), page.index("同じ事業部、はじめまして")
    assert near < page.index("三輪 健司") < new < page.index("今村 敦美")
    assert "元上司" in page

    # The table is full; she waits, and comes in when the newcomer can't come after all.
    page = alumna.post(reverse("events:reply", args=[event.pk]), {"answer": "yes"}, follow=True).content.decode()
    assert "キャンセル待ちの1番目" in page
    mailbox.clear()
    login(newcomer).post(reverse("events:reply", args=[event.pk]), {"answer": "no"})
    deliver_all()
    subjects = {mail["To"].addresses[0].addr_spec: mail["Subject"] for mail in mailbox}
    assert subjects[cast.alumna.email] == "お席が空きました: 葉山の海辺で｜青海システムズ"
    assert "あなたは参加します" in alumna.get(reverse("events:detail", args=[event.pk])).content.decode()

    # HR calls it off; whoever comes hears why, and it leaves the calendar.
    mailbox.clear()
    hr.post(reverse("events:cancel", args=[event.pk]), {"reason": "台風が近づいているため"})
    deliver_all()
    told = {mail["To"].addresses[0].addr_spec: text_of(mail) for mail in mailbox}
    assert set(told) == {cast.alumna.email, cast.boss.email}
    assert all("台風が近づいているため" in words for words in told.values())
    assert "この集いは中止になりました" in alumna.get(reverse("events:detail", args=[event.pk])).content.decode()
