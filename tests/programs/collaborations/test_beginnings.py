"""A yes in the exchange opens the draft of work together: with whom, under which name, in words that are there already."""

import re

from programs.collaborations.beginnings import first_words
from programs.collaborations.models import Collaboration
from programs.exchange import asking
from tests.cast import Cast
from tests.programs.exchange import building as exchange


def test_a_yes_to_a_need_opens_a_draft_with_both_sides_named(cast: Cast, login) -> None:
    """The company needs something, the alumna offers it; whichever of the two goes on finds the other there."""
    need = exchange.need(
        cast.hr, company=cast.company, title="若手と話してほしい", words="月に一度、若手の話を聞いてほしい。"
    )
    offer = exchange.offer(cast.alumna, title="聞きます", words="問いを持って聞くこと。")
    found = exchange.ask(need, cast.alumna, mine=offer)
    assert first_words(cast.alumna, f"ask:{found.pk}") == {}, "before the yes"
    asking.answer(ask=found, to="yes", words="ぜひ", by=cast.hr)
    a, c = f"p{cast.alumna.pk}", f"c{cast.company.pk}"
    words = {
        f"wants_{c}": "月に一度、若手の話を聞いてほしい。", f"brings_{c}": "試せる現場、率直な感想・ふりかえり",
        f"brings_{a}": "問いを持って聞くこと。", f"wants_{a}": "試せる現場、率直な感想・ふりかえり",
    }  # fmt: skip
    seen = {name: first_words(who, f"ask:{found.pk}") for name, who in cast.everybody().items()}
    assert {name: said for name, said in seen.items() if said} == dict.fromkeys(
        ("alumna", "hr", "company_admin"), words
    )
    assert [first_words(cast.alumna, odd) for odd in ("ask:x", "ask:", "event:1", "", "ask:99999999999")] == [{}] * 5

    for who in (cast.alumna, cast.hr):
        client = login(who)
        page = client.get(f"/exchange/asks/{found.pk}/").content.decode()
        (address,) = re.findall(r'href="(/collaborations/new/words/[^"]+)"', page)
        draft = client.get(address.replace("&amp;", "&"))
        body = draft.content.decode()
        assert draft.status_code == 200 and "若手と話してほしい" in body
        assert all(said in body for said in words.values())
        assert all(f'name="{name}"' in body for name in words), "both sides, as the one who goes on may name them"
    assert not Collaboration.objects.exists(), "nothing is asked before somebody signs"
