"""A step of one's V is a reason for a suggestion, to oneself alone."""

from programs.exchange import queries
from tests.cast import Cast
from tests.programs.exchange import building as exchange
from tests.programs.visions import building


def test_a_step_ahead_that_names_a_theme_is_a_reason_told_to_nobody_else(cast: Cast) -> None:
    offer = exchange.offer(cast.alumna)
    need = exchange.need(cast.hr, company=cast.company)
    sheet = building.sheet(cast.alumna, cast.company)
    building.step(sheet, words=f"{exchange.FACILITATE}を学ぶ")
    (one,) = queries.now_for(cast.alumna)
    assert one.listing == need and f"あなたのVの一歩「{exchange.FACILITATE}を学ぶ」" in one.reasons
    (other,) = queries.counterparts_of(need, cast.hr)
    assert other.listing == offer and not [words for words in other.reasons if "Vの一歩" in words]
