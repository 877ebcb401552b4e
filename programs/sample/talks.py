"""The demo's words between two: a thread that goes on, one that has just begun, and something told to the platform."""

from datetime import timedelta

from django.utils import timezone

from accounts.users.models import User
from alumni.blocks import actions as blocks
from alumni.connections.models import Connection, Form
from alumni.profiles.models import Profile
from alumni.talks import actions
from alumni.talks.models import Message, Talk
from programs.sample import story

# Who says what, and how many hours ago.
WITH_SAEKI = [
    ("saeki", 190, "千尋さん、先日の小さなおしゃべりではありがとう。店の話、もっと聞きたくなりました。"),
    ("okada", 172, "洋さん、こちらこそ。十二年ぶりとは思えませんでしたね。畑はもう夏のものですか？"),
    ("saeki", 168, "ええ、トマトが色づいてきました。警備情報のころ、屋上で育てていたのを覚えていますか。"),
    ("okada", 150, "覚えています！　夜勤明けに、みんなで食べましたよね。あれがいちばんおいしかった。"),
    (
        "saeki",
        20,
        "こんど、店に何かを置かせてもらえませんか。園のページはここです：https://hamakaze.example/\nむりのない量で、季節のものだけ。",
    ),
    ("saeki", 3, "追伸：葉山の集い、わたしも行きます。会えるのを楽しみにしています。"),
]
FROM_HAYAKAWA = [
    (
        "hayakawa",
        26,
        "岡田さん、ごぶさたしています。早川です。新人のころ、障害報告の書きかたを一から教わりました。"
        "いま小さな会社をはじめて、同じことを若い人に教えています。いつか、お礼を言いたいと思っていました。",
    ),
]


def person(login: str) -> User:
    return User.objects.get(email=f"{login}@{story.DOMAIN}")


def talk() -> None:
    """Through the same actions as the pages; only the hours are set back afterwards."""
    okada, hayakawa = person("okada"), person("hayakawa")
    _connect(okada, hayakawa)
    _say_all("okada", WITH_SAEKI)
    _say_all("okada", FROM_HAYAKAWA)


def _connect(one: User, other: User) -> None:
    first, second = sorted((one, other), key=lambda who: who.pk)
    ends = {"first": first, "second": second}
    if not Connection.objects.between(first.pk, second.pk).standing().exists():
        now = timezone.now()
        words = {"first_says": Form.WORKED, "second_says": Form.WORKED}
        Connection.objects.create(asked_by=other, state=Connection.State.CONFIRMED, answered_at=now, **ends, **words)


def _say_all(other: str, words: list[tuple[str, int, str]]) -> None:
    made: Message | None = None
    for who, hours, text in words:
        if made is None:
            made = actions.begin(person=person(other), text=text, by=person(who))
        else:
            made = actions.say(talk=made.talk, text=text, by=person(who))
        said_at = timezone.now() - timedelta(hours=hours)
        Message.objects.filter(pk=made.pk).update(said_at=said_at)
        Talk.objects.filter(pk=made.talk_id).update(last_at=said_at)


def complain() -> None:
    """One report waits for the platform's admin, with the words as they stood."""
    seen = Profile.objects.filter(seen_by=Profile.SeenBy.NETWORK).exclude(person__email__endswith=story.DOMAIN)
    somebody = seen.order_by("pk").first() or Profile.objects.order_by("-pk").first()
    assert somebody is not None
    blocks.report(
        person=somebody.person,
        about="message:0",
        reason="selling",
        words="集いでお会いしただけなのですが、投資の話が続いています。",
        evidence="先日の件、いまだけの特別な条件です。お友だちもさそって、説明会に来てください。",
        by=person("hayashi"),
    )
