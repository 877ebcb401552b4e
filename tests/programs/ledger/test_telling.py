"""The ledger's conversation: told, answered, confirmed, taken back; drafts; and who sees what."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.notices.models import Fact
from accounts.users.models import User
from alumni.blocks import actions as blocks
from programs.ledger import actions
from programs.ledger.models import Contribution
from tests.cast import Cast
from tests.programs.ledger.building import DAY, fulfilled, told


def who_sees(cast: Cast, entry: Contribution) -> set[str]:
    seen = Contribution.objects.visible_to
    return {name for name, who in cast.everybody().items() if seen(who).filter(pk=entry.pk).exists()}


def test_it_is_between_the_two_until_both_open_it(cast: Cast) -> None:
    entry = told(cast.facilitator, cast.company, by=cast.facilitator)
    desk = {"facilitator", "hr", "company_admin"}
    assert who_sees(cast, entry) == desk
    actions.confirm(entry=entry, by=cast.hr)
    actions.show(entry=entry, shown=True, by=cast.facilitator)
    assert who_sees(cast, entry) == desk
    actions.show(entry=entry, shown=True, by=cast.hr)
    # whoever may see the facilitator: people of his company
    assert who_sees(cast, entry) == desk | {"alumna", "boss", "junior", "employee"}
    actions.show(entry=entry, shown=False, by=cast.facilitator)
    assert who_sees(cast, entry) == desk


def test_a_draft_is_its_side_s_alone_and_comes_once(cast: Cast) -> None:
    said = {
        "kind": "time",
        "giver": cast.boss,
        "receiver": cast.alumna,
        "words": "集い",
        "on": DAY,
        "about": "event:5",
    }
    hers = actions.suggest(to=cast.alumna, **said)
    his = actions.suggest(to=cast.boss, **said)
    assert hers is not None and his is not None
    assert (who_sees(cast, hers), who_sees(cast, his)) == ({"alumna"}, {"boss"})
    assert actions.suggest(to=cast.alumna, **said) is None
    actions.use_draft(draft=hers, kind="audience", words="海辺によんでもらった", on=DAY, by=cast.alumna)
    hers.refresh_from_db()
    his.refresh_from_db()
    assert (hers.state, hers.told_by, who_sees(cast, hers)) == ("told", cast.alumna, {"alumna", "boss"})
    assert his.state == "passed_over"
    assert actions.suggest(to=cast.alumna, **said) is None


def test_who_has_told_of_it_in_their_own_words_gets_no_draft_of_it(cast: Cast) -> None:
    told(cast.boss, cast.alumna, by=cast.alumna, about="program:9")
    said = {"giver": cast.boss, "receiver": cast.alumna, "words": "学び", "on": DAY, "about": "program:9"}
    assert actions.suggest(kind="time", to=cast.alumna, **said) is None
    assert actions.suggest(kind="time", to=cast.boss, **said) is not None


def test_an_answer_instead_of_a_yes_leads_to_other_words(cast: Cast) -> None:
    entry = told(cast.alumna, cast.boss, by=cast.alumna, words="毎週の相談")
    actions.answer(entry=entry, words="月に一度でしたね", by=cast.boss)
    assert who_sees(cast, entry) == {"alumna", "boss"}
    revised = actions.revise(entry=entry, kind="time", words="月に一度の相談", on=DAY, by=cast.alumna)
    with pytest.raises(ValidationError, match="書きかえられました"):
        actions.confirm(entry=entry, by=cast.boss, read="毎週の相談")
    actions.confirm(entry=entry, by=cast.boss, read=revised.words)
    entry.refresh_from_db()
    assert (entry.state, entry.words, entry.confirmed_by) == ("confirmed", "月に一度の相談", cast.boss)
    kinds = list(Fact.objects.filter(about=f"contribution:{entry.pk}").order_by("pk").values_list("kind", "to"))
    assert kinds == [
        ("ledger.waits", [cast.boss.pk]), ("ledger.answered", [cast.alumna.pk]),
        ("ledger.waits", [cast.boss.pk]), ("ledger.confirmed", [cast.alumna.pk]),
    ]  # fmt: skip


def test_what_is_taken_back_was_never_told_to_the_other(cast: Cast) -> None:
    entry = told(cast.alumna, cast.boss, by=cast.alumna)
    actions.take_back(entry=entry, by=cast.alumna)
    assert who_sees(cast, entry) == {"alumna"}
    done = fulfilled(cast.alumna, cast.boss, by=cast.alumna, yes=cast.boss)
    with pytest.raises(ValidationError):
        actions.take_back(entry=done, by=cast.alumna)


def test_the_desk_speaks_for_the_company_and_never_for_its_own_officer(cast: Cast) -> None:
    own = told(cast.hr, cast.company, by=cast.hr)
    for who in (cast.hr, cast.alumna, cast.hr_other):
        with pytest.raises(ValidationError, match="もう一方の方"):
            actions.confirm(entry=own, by=who)
    assert actions.confirm(entry=own, by=cast.company_admin).confirmed_by == cast.company_admin
    with pytest.raises(ValidationError, match="別の方"):
        told(cast.company, cast.hr, by=cast.hr, side=cast.company)
    by_desk = told(cast.company, cast.alumna, by=cast.hr)
    assert (by_desk.told_by_giver, by_desk.teller, by_desk.other) == (True, cast.company, cast.alumna)


@pytest.mark.parametrize("who", ["stranger", "hr_other", "junior"])
def test_only_a_side_tells(cast: Cast, who: str) -> None:
    with pytest.raises(ValidationError, match="渡した側か"):
        told(cast.alumna, cast.boss, by=getattr(cast, who))


def test_a_block_ends_what_two_people_see_of_each_other(cast: Cast) -> None:
    done = fulfilled(cast.alumna, cast.boss, by=cast.alumna, yes=cast.boss)
    blocks.block(person=cast.boss, by=cast.alumna)
    assert who_sees(cast, done) == set()
    with pytest.raises(ValidationError):
        told(cast.boss, cast.alumna, by=cast.boss)


def test_words_and_a_day_that_has_been_are_needed(cast: Cast) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    for wrong in ({"words": "  "}, {"on": tomorrow}):
        with pytest.raises(ValidationError):
            told(cast.alumna, cast.boss, by=cast.alumna, **wrong)


def test_nobody_is_buried_under_questions(cast: Cast) -> None:
    for number in range(20):
        told(cast.alumna, cast.boss, by=cast.alumna, words=f"{number}つめ")
    with pytest.raises(ValidationError, match="たまっています"):
        told(cast.alumna, cast.boss, by=cast.alumna)
    other: User = cast.junior
    assert told(cast.alumna, other, by=cast.alumna).state == "told"
