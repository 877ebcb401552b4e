"""What remains of a past gathering of the demo: who came, small drawn pictures, thanks, feedback, and both outcomes."""

import io
from datetime import timedelta
from random import Random
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from accounts.users.models import User
from programs.checkins.models import Attendance
from programs.events.models import Event
from programs.keepsakes import actions
from programs.keepsakes.queries import companions_of
from programs.sample.story import DOMAIN

SCENES = [
    ("浜に着いたところ", (214, 232, 240), (84, 136, 160), (240, 218, 170)),
    ("夕方、全員で", (250, 206, 160), (120, 96, 130), (226, 150, 110)),
    ("お弁当の時間", (236, 240, 224), (130, 160, 110), (190, 160, 120)),
]
WORDS = [
    "名札に当時の部署があると、もっと話しかけやすいです。",
    "二十年分、笑いました。",
    "現役のみなさんの話をもう少し聞きたかったです。",
    "子ども連れでも安心でした。",
    "次は山もいいですね。",
    "初めての方とも自然に話せました。",
]


def keep(event: Event, random: Random) -> None:
    """Most of those who said yes came; they left pictures and words, and the host wrote down what came of it."""
    replies = list(event.replies.filter(answer="yes").select_related("person").order_by("pk"))
    came = [reply.person for number, reply in enumerate(replies) if number % 7 != 6]
    Attendance.objects.bulk_create(
        Attendance(
            event=event, person=person, by=event.host, key=uuid4(), how=random.choice(["qr", "qr", "name", "wall"]),
            at=event.starts_at + timedelta(minutes=random.randint(-10, 25)),
        )
        for person in came
    )  # fmt: skip
    Attendance.objects.create(
        event=event, guest_name="山本 さくら", by=event.host, key=uuid4(), how="walk_in", at=event.starts_at
    )
    for (words, *colours), person in zip(SCENES, came, strict=False):
        actions.add_photo(event=event, upload=_drawn(colours, random), words=words, by=person)
    helpers = [person for person in came if person.pk != event.host_id]
    visitor = User.objects.get(email=f"okada@{DOMAIN}")
    others = [person for person in helpers if person.pk != visitor.pk]
    for person, words in zip(others, WORDS, strict=False):
        named = words == WORDS[0]
        actions.give_feedback(event=event, glad="very", again="yes", words=words, named=named, by=person)
    text = "声をかけてくださって、ありがとうございました。行ってよかったです。"
    actions.thank(event=event, to=event.host, text=text, by=others[0])
    outcome = actions.tell_outcome(
        event=event,
        company_words="若手三人が、卒業した先輩にいつでも相談できる約束ができました。",
        people_words="二十年ぶりの再会から、月に一度の小さな勉強会が始まります。",
        by=event.host,
    )
    for person in others[2:6]:
        actions.confirm_outcome(event=event, revision=outcome.revision, by=person)
    friend = User.objects.get(pk=companions_of(visitor, event)[0].person)
    actions.wish(event=event, to=friend, by=visitor)


def _drawn(colours: list[tuple[int, int, int]], random: Random) -> SimpleUploadedFile:
    """Sky, sea, sand, and a few people standing about: nobody's likeness."""
    sky, sea, sand = colours
    picture = Image.new("RGB", (960, 640), sky)
    draw = ImageDraw.Draw(picture)
    draw.ellipse((650, 70, 750, 170), fill=(255, 244, 214))
    draw.rectangle((0, 300, 960, 440), fill=sea)
    draw.rectangle((0, 430, 960, 640), fill=sand)
    for number in range(11):
        x, y = 50 + number * 82 + random.randint(-12, 12), 400 + random.randint(-14, 30)
        coat = tuple(random.randint(60, 210) for _part in range(3))
        draw.rounded_rectangle((x, y, x + 52, y + 130), 20, fill=coat)
        draw.ellipse((x + 6, y - 44, x + 46, y - 4), fill=(238, 206, 180))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return SimpleUploadedFile("picture.png", out.getvalue(), "image/png")
