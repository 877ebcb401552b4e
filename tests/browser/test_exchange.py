"""A need on a phone: three fields, somebody who might help, one tap to ask, one tap to say yes."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from programs.exchange.asking_models import Ask
from programs.exchange.models import Listing
from tests import cast as casts
from tests.browser.conftest import press
from tests.cast import Cast
from tests.programs.exchange import building

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return casts.build()


def test_from_three_fields_to_a_yes_on_a_phone(
    cast: Cast, page_as: Callable[..., Page], serious: Callable[[Page], list[str]]
) -> None:
    building.offer(cast.alumna, title="場をひらけます")
    asker, helper = page_as(cast.boss), page_as(cast.alumna)
    asker.goto("/exchange/need/")
    asker.fill("[name=title]", "対話の場を手伝ってほしい")
    asker.fill("[name=themes]", building.FACILITATE)
    asker.get_by_text("似たものが、もうひらかれています").wait_for()
    asker.get_by_label("率直な感想・ふりかえり").check()
    assert serious(asker) == []
    press(asker, "ひらく")
    assert asker.get_by_text("岡田 千尋さんの持ちより").is_visible()
    assert serious(asker) == []
    asker.locator("main").get_by_role("link", name="声をかける").first.click()
    asker.wait_for_load_state()
    press(asker, "声をかける")
    asked = Ask.objects.get()
    assert asked.mine == Listing.objects.get(kind="need")
    helper.goto(f"/exchange/asks/{asked.pk}/")
    press(helper, "はい、話してみます")
    assert helper.get_by_role("link", name="ことばを交わす").is_visible()
    asked.refresh_from_db()
    assert asked.state == "yes"
    helper.get_by_role("link", name="いっしょの仕事の下書きへ").click()
    helper.wait_for_load_state()
    assert helper.locator("[name=title]").input_value() == asked.listing.title
    assert serious(helper) == []
