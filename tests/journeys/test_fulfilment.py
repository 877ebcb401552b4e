"""The essay's own path: a tenure, leaving, twelve years apart, a junior's introduction, a leader program, dialogues, both sides' entries
confirmed, gratitude, and the line that is drawn from all of it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.notices.models import Fact
from alumni.connections.queries import introduced
from alumni.introductions import actions as introductions
from alumni.introductions.models import Introduction
from programs import tasks
from programs.events.models import Event
from programs.ledger.models import Contribution
from programs.lines import queries
from programs.lines.models import Gratitude
from tests import make
from tests.programs.lines.building import program

pytestmark = pytest.mark.django_db


def brought_back(cast) -> None:
    """In 2018 the junior, who had left too, brings him and somebody of the company together."""
    for other in (cast.facilitator, cast.employee):
        make.connection(cast.junior, other, state="confirmed", answered_at=timezone.now())
    asked = introductions.ask(
        by=cast.facilitator, middle=cast.junior, other=cast.employee, words="ごぶさたしています。", told_as="むかしの仲間"
    )  # fmt: skip
    introductions.pass_on(introduction=asked, words="ずっと気にかけていた先輩です。", by=cast.junior)
    introductions.accept(introduction=asked, by=cast.employee, gives_address=False)
    then = datetime(2018, 9, 1, 3, tzinfo=UTC)
    Introduction.objects.filter(pk=asked.pk).update(asked_at=then, passed_at=then, answered_at=then)
    assert introduced(cast.facilitator, cast.employee)


def dialogues(cast) -> list[Event]:
    """A series for the division, the last of it a week ago; two of its people came."""
    held = [
        make.event(
            cast.company, cast.facilitator, kind=Event.Kind.DIALOGUE, title=f"ちがいを聞く {turn}",
            starts_at=timezone.now() - timedelta(days=7 * (3 - turn)), department=cast.division,
        )
        for turn in (1, 2)
    ]  # fmt: skip
    for event in held:
        for person in (cast.employee, cast.boss):
            make.attendance(event, person)
    return held


def test_from_leaving_to_what_both_sides_confirm(cast, login) -> None:
    brought_back(cast)
    program(cast.company, cast.facilitator, cast.employee)
    dialogues(cast)
    tasks.ledger.suggest_tick()
    him, desk = login(cast.facilitator), login(cast.hr)

    # nobody starts from a blank page: the two dialogues lie there as drafts, and only for him
    drafts = Contribution.objects.visible_to(cast.facilitator).drafts().filter(receiver_company=cast.company)
    assert [one.words for one in drafts.order_by("on")] == [
        "「ちがいを聞く 1」をひらきました",
        "「ちがいを聞く 2」をひらきました",
    ]
    assert "ちがいを聞く" not in desk.get(reverse("ledger:desk", args=["aomi"])).content.decode()
    first = drafts.earliest("on")
    words = {"kind": "growth", "words": "課長たちが、ちがいを聞けるようになった", "on": first.on.isoformat()}
    him.post(reverse("ledger:words", args=[first.pk]), words)

    # the company says what it gave in return; each side confirms what the other told
    gave = {"direction": "gave", "other": f"user:{cast.facilitator.pk}", "kind": "place", "words": "二部門の現場", "on": "2026-04-01"}  # fmt: skip
    assert desk.post(reverse("ledger:desk_new", args=["aomi"]), gave).status_code == 302
    theirs = Contribution.objects.get(giver_company=cast.company, receiver=cast.facilitator)
    assert desk.post(reverse("ledger:confirm", args=[theirs.pk])).status_code == 302  # for both sides: refused
    theirs.refresh_from_db()
    assert theirs.state == "told"
    him.post(reverse("ledger:confirm", args=[theirs.pk]), {"read": theirs.words})
    desk.post(reverse("ledger:confirm", args=[first.pk]), {"read": words["words"]})
    assert Contribution.objects.fulfilled().count() == 2

    # gratitude comes with no word of it in any mail
    said = {"to": f"user:{cast.junior.pk}", "words": "連れ出してくれて、ありがとう"}
    him.post(reverse("lines:thank"), said)
    assert (
        said["words"]
        in login(cast.junior).get(reverse("lines:thanks", args=[Gratitude.objects.get().pk])).content.decode()
    )
    assert not any(said["words"] in str(fact.data) for fact in Fact.objects.all())

    line = queries.line_with_company(cast.facilitator, cast.company)
    assert [row.moment.words for row in line.rows] == [
        "新卒入社", "会社を離れる", "早川 翔さんの紹介でつながる", "次世代リーダーの越境", "二部門の現場",
        *[row.moment.words for row in line.rows[5:]],
    ]  # fmt: skip
    assert {"ちがいを聞く 1", "ちがいを聞く 2", words["words"]} == {row.moment.words for row in line.rows[5:]}
    assert [gap.words for gap in line.wide.gaps][0] == "離れていた12年"
    assert line.mine[:3] == ["社員", "離れた仲間", "紹介で知り合った人"] and "進行役" in line.mine
    page = him.get(reverse("lines:company", args=["aomi"])).content.decode()
    assert page.count('<svg class="line-picture') == 2 and "早川 翔さんの紹介でつながる" in page
