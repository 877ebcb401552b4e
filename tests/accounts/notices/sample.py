"""Kinds that only the tests know: `News` for many, `Quiet` without in-app, `Held` waits in doubt."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext

from accounts.notices.kinds import HOLD, Kind, Sender
from accounts.notices.models import Fact
from accounts.users.models import User


class News(Kind):
    code = "tests.news"
    label = "たより"
    category = "gatherings"
    legal = "announcement"

    def recipients(self, fact: Fact) -> QuerySet[User]:
        return User.objects.filter(email__startswith="reader")

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        return not fact.data.get("over")

    def words(self, fact: Fact) -> tuple[str, str]:
        if fact.data.get("broken"):
            raise RuntimeError("no words")
        body = f"{gettext('保存する')}\n\n[参加する](/events/1/)\n\n<b>ようこそ</b> & 《》"
        return fact.data.get("subject", "集いに参加しませんか"), body

    def when(self, fact: Fact) -> str:
        return fact.data.get("when", "")

    def url(self, fact: Fact, person: User | None) -> str:
        return "/notices/settings/"

    def sender(self, fact: Fact) -> Sender:
        return Sender("青海システムズ株式会社", "神奈川県三浦郡葉山町1-1", "alumni@aomi.example")


class Pressing(News):
    code = "tests.pressing"
    legal = "service"
    can_mute = False
    priority = 0
    personal: ClassVar[bool] = False


class Held(News):
    code = "tests.held"
    on_doubt = HOLD


ENTRY = b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"


class Calendar(News):
    code = "tests.calendar"
    in_app = False

    def attachments(self, fact: Fact, person: User | None) -> list[Any]:
        return [("a.ics", ENTRY, "text/calendar; method=REQUEST; charset=UTF-8")]


ALL = [News, Pressing, Held, Calendar]
