"""What the company of the demo writes to its people: one letter that went out, one that waits for its hour."""

from datetime import timedelta

from django.utils import timezone

from accounts.audit.actions import record
from accounts.users.models import User
from alumni.companies.models import Company
from programs.announcements import actions
from programs.announcements.models import Announcement
from programs.announcements.segments import gatherings_to_link
from programs.sample.story import DOMAIN

WENT = """夏のあいだに、青海の社屋の一階が新しくなりました。

だれでも入れる図書室と、卒業したみなさんが立ち寄れる机があります。平日の十時から十八時まで、受付で「アルムナイです」とお伝えください。

近くへいらしたときに、どうぞお立ち寄りください。"""
WENT_EN = """The ground floor of our building in Aomi has been renewed.

There is a library open to everybody, and desks for those who once worked with us. Please drop in."""
COMES = """来月から、社内の勉強会の半分を、卒業したみなさんにもひらきます。

最初の題材は「むかしの設計書を、いまの目で読む」です。聞くだけでも、話してくださるのも歓迎します。"""


def write(company: Company) -> None:
    """By the desk's own officer, through the same actions that the page uses; the sent one with its figures as they came."""
    hr = User.objects.get(email=f"miura@{DOMAIN}")
    now = timezone.now()
    sent = Announcement.objects.create(
        company=company, author=hr, state=Announcement.State.SENT, who=Announcement.Who.LEFT,
        subject="新しい図書室に、どうぞお立ち寄りください", words=WENT,
        subject_en="Our new library is open to you", words_en=WENT_EN,
        send_at=now - timedelta(days=75, hours=2), sent_at=now - timedelta(days=75, hours=2),
        told=41, mailed=38, bounced=1, stopped=1, counted_at=now - timedelta(days=15),
    )  # fmt: skip
    record("announcement.sent", sent, by=hr, scope=company.scope)
    coming = gatherings_to_link(company).filter(kind="study", starts_at__gt=now + timedelta(days=5)).first()
    draft = actions.write(company=company, by=hr, subject="社内の勉強会を、半分ひらきます", words=COMES, event=coming)
    morning = timezone.localtime(now + timedelta(days=3)).replace(hour=9, minute=0, second=0, microsecond=0)
    actions.schedule(announcement=draft, by=hr, send_at=morning)
    actions.write(
        company=company, by=hr, subject="年末のごあいさつ", words="今年も、たくさんの再会がありました。", who="left"
    )
