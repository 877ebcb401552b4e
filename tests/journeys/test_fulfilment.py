"""The essay's own path: a tenure, leaving, twelve years apart, a junior's introduction, a leader program, dialogues, the
design of roles with two departments, both sides' entries confirmed; and the V, the line and the ledger drawn from all of it."""

import re

import pytest
from django.urls import reverse

from accounts.notices.models import Fact
from alumni.connections.queries import introduced
from programs import tasks
from programs.collaborations.pages import page_of
from programs.ledger.models import Contribution
from programs.lines import queries
from programs.lines.models import Gratitude
from programs.visions import coming_true
from programs.visions import queries as visions
from programs.visions.drawing import Mark
from programs.visions.models import VisionSheet
from programs.visions.pictures import plan_of
from tests.cast import Cast
from tests.journeys import essay
from tests.programs.collaborations.building import side

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(cast: Cast) -> essay.Path:
    return essay.walked(cast)


def test_from_leaving_to_what_both_sides_confirm(cast: Cast, login, path: essay.Path) -> None:
    assert introduced(cast.facilitator, cast.employee)
    him, desk = login(cast.facilitator), login(cast.hr)
    _roles_from_the_outcome(cast, login, path)
    growth = _from_a_draft(cast, him, desk)
    _what_the_company_gave(cast, him, desk)
    desk.post(reverse("ledger:confirm", args=[growth.pk]), {"read": growth.words})

    # gratitude comes with no word of it in any mail
    said = {"to": f"user:{cast.junior.pk}", "words": "連れ出してくれて、ありがとう"}
    him.post(reverse("lines:thank"), said)
    letter = login(cast.junior).get(reverse("lines:thanks", args=[Gratitude.objects.get().pk])).content.decode()
    assert said["words"] in letter
    assert not any(said["words"] in str(fact.data) for fact in Fact.objects.all())

    _the_line(cast, him, growth.words)
    _the_ledger(him, desk, login(cast.alumna))


def _roles_from_the_outcome(cast: Cast, login, path: essay.Path) -> None:
    """The outcome is agreed when the last of all four says yes, and only then are roles derived from it."""
    here = reverse("collaborations:one", args=[path.work.pk])
    assert login(cast.employee).get(f"{here}parts/").status_code == 403
    agreed = {"party": side(path.work, cast.company).pk, "number": 1}
    assert login(cast.hr).post(f"{here}agree/", agreed).status_code == 302
    path.work.refresh_from_db()
    essay.roles_derived(cast, path.work, path.manager)
    roles = page_of(cast.facilitator, path.work).roles
    assert (path.work.state, roles.whole.is_whole) == ("agreed", True)
    page = login(cast.facilitator).get(f"{here}parts/").content.decode()
    assert "担い手のいない部分 0、重なっている部分 0" in page
    essay.worked_and_closed(cast, path.work)
    assert path.work.state == "closed"


def _from_a_draft(cast: Cast, him, desk) -> Contribution:
    """Nobody starts from a blank page: the two dialogues lie there as drafts, and only for him."""
    tasks.ledger.suggest_tick()
    drafts = Contribution.objects.visible_to(cast.facilitator).drafts().filter(receiver_company=cast.company)
    drafts = drafts.filter(about__startswith="event:")
    assert [one.words for one in drafts.order_by("on")] == [
        "「ちがいを聞く 1」をひらきました",
        "「ちがいを聞く 2」をひらきました",
    ]
    assert "ちがいを聞く" not in desk.get(reverse("ledger:desk", args=["aomi"])).content.decode()
    first = drafts.earliest("on")
    words = {"kind": "growth", "words": "課長たちが、ちがいを聞けるようになった", "on": first.on.isoformat()}
    him.post(reverse("ledger:words", args=[first.pk]), words)
    first.refresh_from_db()
    return first


def _what_the_company_gave(cast: Cast, him, desk) -> None:
    """Each side confirms what the other told, and never what it told itself."""
    gave = {"direction": "gave", "other": f"user:{cast.facilitator.pk}", "kind": "place", "words": "二部門の現場", "on": "2026-05-01"}  # fmt: skip
    assert desk.post(reverse("ledger:desk_new", args=["aomi"]), gave).status_code == 302
    theirs = Contribution.objects.get(words="二部門の現場")
    assert desk.post(reverse("ledger:confirm", args=[theirs.pk])).status_code == 302  # for both sides: refused
    theirs.refresh_from_db()
    assert theirs.state == "told"
    him.post(reverse("ledger:confirm", args=[theirs.pk]), {"read": theirs.words})


def _the_line(cast: Cast, him, last: str) -> None:
    line = queries.line_with_company(cast.facilitator, cast.company)
    assert [row.moment.words for row in line.rows[:7]] == [
        "新卒入社", "会社を離れる", "早川 翔さんの紹介でつながる", "次世代リーダーの越境", "二部門の役割デザイン", "二部門の現場", "ちがいを聞く 1",
    ]  # fmt: skip
    assert sorted(row.moment.words for row in line.rows[7:]) == sorted(
        [last, "ちがいを聞く 2", "役割を成果から描く手ほどき"]
    )
    assert [gap.words for gap in line.wide.gaps][0] == "離れていた12年"
    assert line.mine[:5] == ["社員", "離れた仲間", "紹介で知り合った人", "進行役", "いっしょに働く相手"]
    assert line.theirs[:2] == ["勤め先", "離れた会社"]
    page = him.get(reverse("lines:company", args=["aomi"])).content.decode()
    assert page.count('<svg class="line-picture') == 2
    # the table says what the picture says, moment for moment
    drawn = [" ".join(text.words for text in label.lines).replace(" ", "") for label in line.wide.labels]
    read = [words.replace(" ", "") for words in re.findall(r'data-label="できごと">(?:<a [^>]*>)?([^<]+)', page)]
    assert drawn == read


def _the_ledger(him, desk, another) -> None:
    assert Contribution.objects.fulfilled().count() == 3
    mine = him.get(reverse("ledger:list")).content.decode()
    theirs = desk.get(reverse("ledger:desk", args=["aomi"])).content.decode()
    for page in (mine, theirs):
        assert all(one.words in page for one in Contribution.objects.fulfilled())
    # of one person alone the company's breadth says nothing
    assert "緒方" not in another.get(reverse("ledger:company", args=["aomi"])).content.decode()


def test_the_v_is_drawn_from_what_really_happens(cast: Cast, login, path: essay.Path) -> None:
    """Its steps point at the dialogue, the program and the work, and light up as these come true."""
    him, desk = login(cast.facilitator), login(cast.hr)
    sheet = _written_by_both(cast, him, desk, path)
    plan = plan_of(_read(cast))
    assert plan.right == (Mark("ちがいを聞く場をひらく", "11月", lit=True), Mark("手法を二つの部署で試す", "12月"))
    essay.roles_derived(cast, path.work, path.manager)
    essay.worked_and_closed(cast, path.work)
    plan = plan_of(_read(cast))
    assert plan.left == (Mark("若手が部門をこえて学ぶ", "6月", lit=True),)
    assert plan.right == (
        Mark("ちがいを聞く場をひらく", "11月", lit=True),
        Mark("手法を二つの部署で試す", "12月", lit=True),
    )
    assert (plan.ties, plan.point, plan.golden) == (((0, 0),), "育つ人が、次の人を育てる", True)
    coming_true.tell()
    tried = sheet.steps.get(words="手法を二つの部署で試す")
    (true,) = Fact.objects.filter(dedupe_key=f"visions.true:{tried.pk}")
    assert sorted(true.to) == sorted([cast.facilitator.pk, cast.hr.pk])

    # both read the same picture, and the table beside it says the same step by step
    pages = [client.get(reverse("visions:show", args=[sheet.pk])).content.decode() for client in (him, desk)]
    assert [(page.count("v-dot lit"), page.count("v-sun lit")) for page in pages] == [(6, 2)] * 2
    read = re.findall(r'data-label="一歩">([^<]+)<.*?data-label="ようす">([^<]+)<', pages[0], re.DOTALL)
    assert read == [(mark.words, "叶いました" if mark.lit else "これから") for mark in (*plan.left, *plan.right)]
    assert "二つの部署と、半年の時間" in him.get(reverse("visions:print", args=[sheet.pk])).content.decode()
    line = queries.line_with_company(cast.facilitator, cast.company)
    assert "ふたつの願いが、ひとつの点で会う" in [row.moment.words for row in line.rows]


def _written_by_both(cast: Cast, him, desk, path: essay.Path) -> VisionSheet:
    """Begun by him; the desk writes along; both say yes to the point where the lines meet."""
    him.post(reverse("visions:begin"), {"company": "aomi"})
    sheet = VisionSheet.objects.get()
    for what, words in (
        ("vision", "若い人が自分の仕事を自分のことばで語れるように"),
        ("gives", "成果から役割を描く対話"),
    ):
        him.post(reverse("visions:write", args=[sheet.pk, what]), {"words": words})
    him.post(reverse("visions:with", args=[sheet.pk]), {"person": cast.hr.pk})
    desk.post(reverse("visions:answer", args=[sheet.pk]), {"yes": "1"})
    desk.post(reverse("visions:write", args=[sheet.pk, "gives"]), {"words": "二つの部署と、半年の時間"})

    def step(who, words: str, month: str, **more: object) -> None:
        said = {"words": words, "month": month, **more}
        assert who.post(reverse("visions:step_new", args=[sheet.pk]), said).status_code == 302

    step(desk, "若手が部門をこえて学ぶ", "2026-06-01", link=f"program:{path.program.pk}")
    ahead = sheet.steps.get()
    held = f"event:{path.dialogues[0].pk}"
    step(him, "ちがいを聞く場をひらく", "2026-11-01", link=held, serves=ahead.pk)
    desk.post(reverse("visions:point", args=[sheet.pk]), {"words": "育つ人が、次の人を育てる"})
    him.post(reverse("visions:yes", args=[sheet.pk, 1]))
    # the desk agrees to the outcome of the work: now a step can point at it
    agreed = {"party": side(path.work, cast.company).pk, "number": 1}
    desk.post(reverse("collaborations:agree", args=[path.work.pk]), agreed)
    path.work.refresh_from_db()
    step(him, "手法を二つの部署で試す", "2026-12-01", link=f"collaboration:{path.work.pk}")
    return sheet


def _read(cast: Cast) -> visions.Reading:
    (reading,) = visions.read(cast.facilitator, visions.sheets_of(cast.facilitator))
    return reading
