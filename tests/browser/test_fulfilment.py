"""The essay's own path in real browsers: four say yes to one outcome, a V turns gold, both confirm what came of it; and the
three pictures that are drawn from it are looked at on a phone and on a desk's screen, in both languages, light and dark."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from programs.ledger.models import Contribution
from programs.ledger.suggesting import suggest_lately
from programs.lines import drafts
from programs.visions.part_models import MeetingYes
from tests import cast as casts
from tests.cast import Cast
from tests.journeys import essay
from tests.programs.visions import building as visions

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
POINT = "育つ人が、次の人を育てる"


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return casts.build()


@pytest.fixture
def path(cast: Cast) -> essay.Path:
    """Up to here by rows: the outcome waits for the desk's yes, the V for his, the dialogues lie before him as drafts."""
    made = essay.walked(cast)
    sheet = visions.sheet(cast.facilitator, cast.company, cast.hr)
    visions.part(sheet, words="若い人が自分の仕事を自分のことばで語れるように")
    visions.part(sheet, visions.COMPANY, "あなたの背中を、若い人に見てほしい")
    learns = visions.step(
        sheet, visions.COMPANY, "若手が部門をこえて学ぶ", month="2026-06-01", link=f"program:{made.program.pk}"
    )
    visions.step(
        sheet, visions.COMPANY, "役割を成果から描く", month="2026-11-01", link=f"collaboration:{made.work.pk}"
    )
    visions.step(
        sheet, words="ちがいを聞く場をひらく", month="2026-11-01", serves=learns, link=f"event:{made.dialogues[0].pk}"
    )
    visions.point(sheet, POINT, by=cast.hr, yes=((visions.COMPANY, cast.hr),))
    assert drafts and suggest_lately()
    return made


def press(page: Page, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).first.click()
    page.wait_for_load_state()


LINE = "/lines/companies/aomi/"


def test_from_one_outcome_to_the_three_pictures(
    cast: Cast, path: essay.Path, page_as: Callable[..., Page], serious: Callable[[Page], list[str]]
) -> None:
    phone, desk = page_as(cast.facilitator), page_as(cast.hr, width=1280, dark=True)

    def fine(page: Page) -> None:
        assert serious(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    def told_twice(page: Page, address: str, picture: str, table: str) -> None:
        page.goto(address)
        page.get_by_text(table).click()
        fine(page)
        assert page.locator("tbody tr").count() == page.locator(picture).count()

    roles_from_the_outcome(cast, path, phone, desk, fine)
    from_a_draft_to_the_desk(phone, desk, fine)
    sheet = gold(phone, fine)
    # the pictures say the same to both, and their tables say it too
    told_twice(desk, sheet, "svg.v-wide .v-label", "表で読む")
    told_twice(phone, LINE, "svg.line-picture.narrow .dot", "図を表で読む")
    assert "離れていた12年" in (phone.locator("svg.line-picture.narrow").text_content() or "")
    assert phone.locator("svg.line-picture.wide").is_hidden()
    rested(phone, fine)
    # in English, in the dark, and on paper: the V on one sheet, the line without buttons
    wide = page_as(cast.facilitator, width=1280, language="en", dark=True)
    told_twice(wide, sheet, "svg.v-wide .v-label", "Read it as a table")
    told_twice(wide, LINE, "svg.line-picture.wide .dot", "Read the picture as a table")
    assert "12 years apart" in (wide.locator("svg.line-picture.wide").text_content() or "")
    for address in (f"{sheet}print/", LINE):
        wide.goto(address)
        pages = re.findall(rb"/Type\s*/Page[^s]", wide.pdf(format="A4", prefer_css_page_size=True))
        assert len(pages) == 1, address


def roles_from_the_outcome(
    cast: Cast, path: essay.Path, phone: Page, desk: Page, fine: Callable[[Page], None]
) -> None:
    """The last of four says yes to the outcome; roles follow, and what came of it is looked back upon."""
    work = f"/collaborations/{path.work.pk}/"
    desk.goto(work)
    fine(desk)
    press(desk, "この成果に合意する")
    essay.roles_derived(cast, path.work, path.manager)
    phone.goto(f"{work}parts/")
    fine(phone)
    assert phone.get_by_role("img", name="担い手のいない部分 0、重なっている部分 0").is_visible()
    path.work.refresh_from_db()
    essay.worked_and_closed(cast, path.work)
    phone.goto(work)
    fine(phone)
    assert phone.get_by_text("役割を成果から描く手ほどき").first.is_visible()


def from_a_draft_to_the_desk(phone: Page, desk: Page, fine: Callable[[Page], None]) -> None:
    """A draft becomes told in his own words on the phone, and is confirmed at the desk."""
    phone.goto("/ledger/")
    fine(phone)
    draft = phone.locator("li", has_text="「ちがいを聞く 1」をひらきました")
    draft.get_by_role("link", name="ことばにして伝える").click()
    phone.fill("[name=words]", "課長たちが、ちがいを聞けるようになった")
    press(phone, "書きとめて、確かめてもらう")
    desk.goto("/desk/aomi/ledger/")
    fine(desk)
    desk.locator(".card", has_text="課長たちが").get_by_role("button", name="はい、そのとおりです").first.click()
    desk.wait_for_load_state()
    assert Contribution.objects.get(words="課長たちが、ちがいを聞けるようになった").state == "confirmed"


def gold(phone: Page, fine: Callable[[Page], None]) -> str:
    """His yes turns the V gold; the address of the sheet."""
    phone.goto("/v/")
    phone.get_by_role("link", name=POINT).click()
    fine(phone)
    press(phone, "このことばでいきましょう")
    assert MeetingYes.objects.count() == 2
    assert phone.locator("svg.v-tall .v-sun.lit").is_visible()
    assert phone.locator("svg.v-tall .v-dot.lit").count() == 3
    return re.sub(r"#.*", "", phone.url)


def rested(phone: Page, fine: Callable[[Page], None]) -> None:
    """The line can be let rest, and taken up again."""
    phone.get_by_text("この線を休む・おわりにする").click()
    press(phone, "しばらく休む")
    fine(phone)
    assert phone.locator("svg.line-picture.narrow.rests").is_visible()
    press(phone, "線を、またつづける")
    assert phone.locator("svg.line-picture.narrow.rests").count() == 0
