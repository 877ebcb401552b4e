"""The way back: a junior remembers somebody who left long ago; he comes in unseen, with a blurred employer, is found by
a former boss by an old department's name, and is introduced to the company again."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.notices.models import Fact
from accounts.users.models import User
from alumni.companies import actions as companies
from alumni.companies.purpose import ensure_text
from alumni.connections.models import Connection
from alumni.connections.queries import connected, introduced
from alumni.directory.indexing import reindex_stale
from alumni.introductions.models import Introduction, Vouch
from alumni.profiles import actions as profiles
from alumni.profiles.models import Profile
from tests import make
from tests.journeys.test_invitation import mail_of

pytestmark = pytest.mark.django_db
WORD = "成瀬さん、夜の監視室で聞いた話を、いまも思い出します。"


def remembered(cast, login):
    """The junior's word, HR's check, and the link in the mail."""
    row = make.enrolment(cast.company, "成瀬 亮", email="")
    make.tenure(row, cast.group, "1999-04-01", "2006-09-30", state="claimed")
    login(cast.junior).post(
        reverse("introductions:vouch"),
        {
            "company": cast.company.pk, "family_name": "成瀬", "given_name": "亮", "address": "naruse@example.test",
            "department_text": "警備情報グループ", "period_text": "2006年", "subject": "ごぶさたしています", "words": WORD,
        },
    )  # fmt: skip
    desk = reverse("introductions:desk_one", args=["aomi", Vouch.objects.get().pk])
    assert "成瀬 亮" in login(cast.hr).get(desk).content.decode()
    login(cast.hr).post(desk, {"what": "confirm", "enrolment": row.pk})
    mail = mail_of(Fact.objects.get(kind="introductions.vouched"))
    words = mail.get_body(("plain",)).get_content()
    assert "ごぶさたしています" in str(mail["Subject"])
    assert WORD in words
    assert "再雇用" not in words
    return re.search(r"/invitations/[\w-]+/", words)[0]


def come_in(cast, link):
    """Proves the mailbox and walks the three steps; the third one is already set to being unseen."""
    phone = Client()
    assert WORD in phone.get(link).content.decode()
    phone.post(link)
    code = re.search(
        r"\d{4}-\d{4}", mail_of(Fact.objects.get(kind="account.letter")).get_body(("plain",)).get_content()
    )
    first = phone.post(reverse("users:prove"), {"code": code[0]}).url
    names = {"family_name": "成瀬", "given_name": "亮", "language": "ja", "time_zone": "Asia/Tokyo"}
    second = phone.post(first, names).url
    third = phone.post(second, {"document": ensure_text(cast.company).pk, "agree": "on"}).url
    assert re.search(r'value="nobody"[^>]*checked', phone.get(third).content.decode())
    assert phone.post(third, {"seen_by": "nobody"}).url == reverse("introductions:quiet")
    return phone


def test_from_a_junior_s_word_back_to_the_company(cast, login):
    phone = come_in(cast, remembered(cast, login))
    him = User.objects.get(email="naruse@example.test")
    assert WORD in phone.get(reverse("introductions:quiet")).content.decode()
    assert not Fact.objects.filter(to=[cast.junior.pk]).exclude(kind="introductions.vouch_answered").exists()

    phone.post(reverse("introductions:quiet_step"), {"step": "hello", "word": "読みました。"})
    login(cast.junior).post(reverse("connections:connect", args=[him.pk]), {"says": "worked"})
    assert connected(him, cast.junior)

    profiles.disclose_like(person=him, preset="quiet", by=him)
    profiles.show_to(person=him, seen_by=Profile.SeenBy.NETWORK, by=him)
    later = companies.add_department(company=cast.company, name="防災情報グループ", parent=cast.division, by=None)
    companies.succeed(earlier=cast.group, later=later, kind="renamed", by=None)
    reindex_stale()

    def found_by(who):
        return "成瀬 亮" in login(who).get(reverse("directory:list"), {"q": "警備情報"}).content.decode()

    assert {who: found_by(getattr(cast, who)) for who in ("boss", "alumnus_other", "stranger")} == {
        "boss": True,
        "alumnus_other": False,
        "stranger": False,
    }
    page = login(cast.alumnus_other).get(reverse("people:detail", args=[him.pk])).content.decode()
    assert "成瀬 亮" in page
    assert "青海システムズ" not in page

    login(cast.boss).post(reverse("connections:connect", args=[him.pk]), {"says": "report"})
    phone.post(reverse("connections:connect", args=[cast.boss.pk]), {"says": "boss"})
    assert Connection.objects.of(him).confirmed().count() == 2
    assert "三輪 健司" in phone.get(reverse("connections:ways_into", args=["aomi"])).content.decode()
    words = {"words": "現場の知恵を、次の人へ返したいです。", "told_as": "昔、警備情報グループにいた人"}
    phone.post(reverse("introductions:ask_company", args=["aomi", cast.boss.pk]), words)
    asked = reverse("introductions:one", args=[Introduction.objects.get().pk])
    login(cast.boss).post(asked, {"words": "この人の話を、ぜひ聞いてください。"})
    officer = Introduction.objects.get().other
    assert officer == cast.hr
    login(officer).post(asked, {})
    assert introduced(him, officer)
