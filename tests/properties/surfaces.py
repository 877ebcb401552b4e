"""Everything by which something of one person could reach somebody else: pages, files, mails, suggestions, refusals.

`fetched` is what a viewer gets when they ask everywhere; two worlds that differ in a hidden value must answer alike.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from email import message_from_bytes, policy

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.notices import kinds
from accounts.notices.models import Delivery, Fact
from accounts.notices.writing import Writer
from accounts.users.models import User
from alumni.directory.indexing import reindex_stale
from alumni.profiles.disclosure import FIELDS, PARTS, closed
from alumni.profiles.models import Profile, Skill, StoryPart, Telling
from alumni.profiles.skills import call_alike
from alumni.tenures.models import Tenure
from programs.events.models import Event
from tests import make
from tests.cast import Cast

VIEWERS = ["alumna", "employee", "facilitator", "hr", "company_admin", "alumnus_other", "hr_other", "stranger"]
TOLD = [*FIELDS, "story", *PARTS]
TOKEN = re.compile(
    rb'csrfmiddlewaretoken" value="\w+"|X-CSRFToken": "\w+"|DTSTAMP:\w+|<\d{4}-[^>]*@[^>]*>|/events/answer/[\w:=-]+|'
    rb"/notices/stop/[^\s\"<>)]+|/calendar/[\w:=-]+\.ics"
)
A, B = ("かくれ一", "かくれ二")
ANOTHER = "もうひとつ"
ALL = "all fields"


def prepare(cast: Cast) -> Cast:
    """The boss says yes to a gathering that the facilitator hosts, and has a story, a photo and a claim elsewhere."""
    Profile.objects.update(seen_by="network")
    cast.boss.profile.refresh_from_db()
    cast.boss.profile.story.create(kind="learned", text="はじめ")
    call_alike(skill=Skill.objects.create(name=ANOTHER), word=ANOTHER, by=cast.admin)
    event = make.event(cast.company, cast.facilitator)
    for person in (cast.boss, cast.junior):
        make.reply(event, person)
    make.event(cast.company, cast.facilitator, title="早い人の集い", department=cast.division, years_until=2008)
    return cast


def write(cast: Cast, what: str, value: str) -> None:
    """The value of one field of the boss, or of all that they tell in words of their own, is one of two."""
    if what == ALL:
        for name in (*FIELDS, "story"):
            write(cast, name, value)
        return
    boss, first = cast.boss, value == A
    if what == "reading":
        User.objects.filter(pk=boss.pk).update(family_kana=value, given_kana="けんじ")
    elif what == "skills":
        Skill.objects.filter(name__in=[A, B]).delete()
        skill = Skill.objects.create(name=value)
        call_alike(skill=skill, word=value, by=cast.admin)
        boss.profile.skills.set([skill])
    elif what in ("languages", "links"):
        Profile.objects.filter(person=boss).update(**{what: [f"https://example.test/{value}"]})
    elif what == "story":
        StoryPart.objects.filter(profile=boss.profile).update(text=value)
    elif what == "photo":
        Profile.objects.filter(person=boss).update(photo=f"{value}.jpg")
    elif what == "place":
        Profile.objects.filter(person=boss).update(place=value, area="JP-14" if first else "FR")
    elif what in PARTS:
        write_part(cast, what, first)
    else:
        until = timezone.localdate() + timedelta(days=40 if first else 200)
        Profile.objects.filter(person=boss).update(**{"free_until": until} if what == "free" else {what: value})


def write_part(cast: Cast, part: str, first: bool) -> None:
    sales = make.department(cast.company, "営業本部")
    values: dict[str, dict] = {
        "employer": {"company": cast.company if first else cast.other_company, "department": None},
        "department": {"department": cast.division if first else sales},
        "title": {"title": "事業部長" if first else "主任", "heads": first},
        "period": {"since": date(1990, 4, 1) if first else date(2011, 5, 1)},
    }
    Tenure.objects.filter(person=cast.boss).update(**values[part])


def open_to(cast: Cast, what: str, mask: int) -> None:
    mask = int(closed(mask))
    if what == ALL:
        for name in (*FIELDS, "story"):
            open_to(cast, name, mask)
    elif what == "story":
        StoryPart.objects.filter(profile__person=cast.boss).update(to=mask)
    elif what in PARTS:
        Telling.objects.update_or_create(tenure=cast.boss.tenures.get(), defaults={what: mask})
    else:
        Profile.objects.filter(person=cast.boss).update(**{f"{what}_to": mask})


def asked(cast: Cast, what: str) -> list[str]:
    """Addresses at which the boss may stand, asked for both values too."""
    event = cast.boss.replies.get().event_id
    words = [f"{page}{value}" for value in (A, B) for page in ("/people/?q=", "/people/suggest/?q=")]
    tags = [f"/people/?{kind}={value}" for value in (A, B, "神奈川", "フランス") for kind in ("place", "skill")]
    files = [f"/events/{event}/{name}" for name in ("", "people/", "people.csv", "calendar.ics")]
    return [
        f"/people/{cast.boss.pk}/", "/people/", "/people/?order=kana", "/events/", "/",
        "/me/profile/skills/suggest/?word=かくれ", "/me/profile/", "/notices/", *words, *tags, *files,
        *of_admin(cast, what),
    ]  # fmt: skip


def of_admin(cast: Cast, what: str) -> Iterator[str]:
    """The admin's lists, for company staff: a company's own record of a post is what HR works with, so parts aren't asked."""
    if what in PARTS:
        return
    for table in ("tenure", "enrolment", "joinrequest", "profile", "skill", "staffrole"):
        yield f"/admin/alumni/{table}/"
        yield f"/admin/alumni/{table}/?q={A}"
    yield f"/admin/alumni/tenure/{cast.boss.tenures.get().pk}/history/"


def refusals(cast: Cast, browser) -> Iterator[bytes]:
    """What forms answer: an error must not confirm what is hidden."""
    pages = {
        "/me/profile/skills/add/": {"word": ANOTHER},
        "/me/profile/posts/new/": {"company": cast.company.pk, "department": A, "since": "x"},
        f"/me/profile/posts/{cast.boss.tenures.get().pk}/telling/": {"label": "1"},
        "/desk/hokushin/labels/": {"text": f"{A}の会社", "text_en": "青海システムズ"},
    }
    for page, data in pages.items():
        answer = browser.post(page, data, follow=True)
        yield f"{answer.status_code}".encode() + answer.content


def mails(cast: Cast, viewer: User) -> Iterator[bytes]:
    """What a mail about the boss's gathering says to this viewer, with its calendar file."""
    event = Event.objects.get(pk=cast.boss.replies.get().event_id)
    for kind, data in (("events.published", {}), ("events.answered", {"answer": "yes"}), ("events.reminder_day", {})):
        fact = Fact(kind=kind, about=f"event:{event.pk}", by=f"user:{cast.boss.pk}", data=data)
        yield from (TOKEN.sub(b"", said) for said in mail_words(fact, viewer))


def mail_words(fact: Fact, viewer: User) -> Iterator[bytes]:
    """The line in the list of notices; of the mail the subject and each part, without tokens."""
    mail = Delivery(fact=fact, person=viewer, address=viewer.email, not_before=timezone.now())
    kind = kinds.get(mail.fact.kind)
    kind.prepare([mail.fact], [mail.person])
    yield kind.line(mail.fact, mail.person).encode()
    if not kind.by_mail:
        return
    message = message_from_bytes(Writer().write([mail]), policy=policy.default)
    yield str(message["Subject"]).encode()
    for part in message.walk():
        if not part.is_multipart():
            yield TOKEN.sub(b"", part.get_payload(decode=True))


def fetched(cast: Cast, login: Callable, viewer: User, what: str, only: str = "") -> dict[str, bytes]:
    """Where from → what came, without tokens and with the status; searches are up to date. `only`: from there alone."""
    reindex_stale()
    browser = login(viewer)
    found = {}
    for path in (path for path in asked(cast, what) if only in path):
        answer = browser.get(path)
        found[path] = f"{answer.status_code} ".encode() + TOKEN.sub(b"", answer.content)
    if only in ("", "refusal"):
        with transaction.atomic():  # what a form did take must not stand on the viewer's own pages afterwards
            found |= {f"refusal {n}": TOKEN.sub(b"", said) for n, said in enumerate(refusals(cast, browser))}
            transaction.set_rollback(True)
    if only in ("", "mail"):
        found |= {f"mail {n}": TOKEN.sub(b"", said) for n, said in enumerate(mails(cast, viewer))}
    return found


def differences(cast: Cast, login: Callable, who: str, what: str, only: str = "") -> list[str]:
    """Where this viewer gets something else when the value changes."""
    answers = []
    for value in (A, B):
        write(cast, what, value)
        answers.append(fetched(cast, login, User.objects.get(pk=getattr(cast, who).pk), what, only))
    assert answers[0], f"nothing is asked at {only}"
    return [where for where in answers[0] if answers[0][where] != answers[1][where]]


def cost(browser, path: str) -> tuple[int, int]:
    """Status and number of statements: what a stopwatch could tell apart."""
    with CaptureQueriesContext(connection) as queries:
        answer = browser.get(path)
    return answer.status_code, len(queries)
