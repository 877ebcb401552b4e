"""Which words a viewer reads: every small case against a slow oracle that only counts names."""

import itertools

import pytest

from alumni.profiles.blurring import blurred_department, blurred_period, blurred_title, half_decade
from alumni.profiles.disclosure import (
    EVERYBODY,
    PARTS,
    PRESETS,
    Audience,
    Facts,
    Openness,
    Part,
    Post,
    Ties,
    Words,
    closed,
    opens,
    settled,
    show,
)

HERE, ELSEWHERE = 1, 2
NAMES = ["department", "company", "hr", "met", "network"]
SETS = [frozenset(n for i, n in enumerate(NAMES) if bits >> i & 1) for bits in range(32)]


def bits(names: frozenset[str]) -> Audience:
    return Audience(sum(Audience[name.upper()] for name in names))


def may(names: frozenset[str], viewer: frozenset[str]) -> bool:
    """The oracle: who is asked for by name, and whom these names include."""
    included = {
        "network": {"department", "company", "hr", "met", "network"},
        "company": {"company", "department"},
        "department": {"department"},
        "hr": {"hr"},
        "met": {"met"},
    }
    return any(who in included[name] for name in names for who in viewer)


@pytest.mark.parametrize("setting", SETS, ids=lambda s: "+".join(sorted(s)) or "nobody")
def test_a_field_is_read_by_exactly_those_it_is_open_to(setting: frozenset[str]) -> None:
    for viewer in SETS:
        facts = Facts(
            1,
            "三輪 健司",
            {"now": "ひみつ"},
            {"now": closed(bits(setting))},
            (Part("turn", "海", 2000, closed(bits(setting))),),
        )
        seen = show(facts, Ties(bits(viewer)))
        told = ("ひみつ", 1) if may(setting, viewer) else ("", 0)
        assert (seen.now, len(seen.story)) == told, (setting, viewer)


def told_by_oracle(part: str, setting: dict, employer: frozenset[str], viewer: frozenset[str]) -> str:
    """A colleague counts as one only where the employer is told to them; a department is told only with its employer."""
    linked = {"department", "company", "hr"}
    known = frozenset(who for who in viewer if who not in linked or may(employer, frozenset({who})))
    if may(setting["exact"], known):
        return "exact" if part != "department" or may(employer, known) else "blurred"
    return "blurred" if may(setting["blurred"], known) else ""


@pytest.mark.parametrize("viewer", SETS, ids=lambda s: "+".join(sorted(s)) or "nobody")
@pytest.mark.parametrize("part", PARTS)
def test_each_part_of_a_post_is_told_as_exactly_as_it_is_meant(part: str, viewer: frozenset[str]) -> None:
    employers = SETS if part == "department" else SETS[:1] + SETS[-1:] + SETS[2:3]
    words = {name: Words("exact", "blurred") for name in PARTS}
    for exact, blurred, employer in itertools.product(SETS, SETS[::5], employers):
        if part == "employer":
            employer = exact
        openness = {
            "employer": Openness(closed(bits(employer)), Audience(0)),
            part: settled(bits(exact), bits(blurred)),
        }
        ties = Ties(bits(viewer), frozenset({HERE}), frozenset({HERE}))
        seen = show(Facts(1, "名", posts=(Post(HERE, words, openness),)), ties).posts
        told = getattr(seen[0], part) if seen else ""
        setting = {"exact": exact, "blurred": blurred}
        assert told == told_by_oracle(part, setting, employer, viewer), (exact, blurred, employer)


def test_a_colleague_of_another_company_is_no_colleague_for_this_post() -> None:
    post = Post(
        HERE, {"employer": Words("青海システムズ")}, {"employer": Openness(Audience.COMPANY | Audience.DEPARTMENT)}
    )
    held = Audience.COMPANY | Audience.DEPARTMENT
    assert show(Facts(1, "名", posts=(post,)), Ties(held, frozenset({ELSEWHERE}))).posts == ()
    assert len(show(Facts(1, "名", posts=(post,)), Ties(held, frozenset({HERE}))).posts) == 1


def test_everything_is_open_to_oneself() -> None:
    facts = Facts(
        1,
        "名",
        {"contact": "090"},
        {"contact": Audience(0)},
        (),
        (Post(HERE, {"title": Words("部長")}, {"title": Openness(Audience(0))}),),
    )
    seen = show(facts, Ties(Audience.SELF))
    assert (seen.contact, seen.posts[0].title) == ("090", "部長")


def test_a_hidden_time_orders_nothing() -> None:
    hidden = {"period": Openness(Audience(0))}
    early, late = ("1990-04-01", "1990"), ("2010-04-01", "2010")
    for first, second in ((early, late), (late, early)):
        posts = (
            Post(1, {"employer": Words("一")}, hidden, first, key=1),
            Post(2, {"employer": Words("二")}, hidden, second, key=2),
        )
        assert [p.employer for p in show(Facts(1, "名", posts=posts), Ties(EVERYBODY)).posts] == ["一", "二"]


@pytest.mark.parametrize(
    ("marks", "keeps", "shown"), [(True, True, True), (True, False, False), (False, True, False)]
)
def test_a_blurred_post_keeps_its_mark_only_if_the_person_wants(marks: bool, keeps: bool, shown: bool) -> None:
    openness = {"employer": Openness(Audience(0), EVERYBODY)}
    post = Post(
        HERE, {"employer": Words("青海", "大手SIer")}, openness, verified=True, marks=marks, marks_blurred=keeps
    )
    seen = show(Facts(1, "名", posts=(post,)), Ties(Audience.NETWORK)).posts[0]
    assert (seen.employer, seen.verified, seen.key) == ("大手SIer", shown, 0)


def test_presets_are_in_normal_form_and_never_open_the_name_in_the_register() -> None:
    for preset in PRESETS.values():
        assert {name: closed(mask) for name, mask in preset.items()} == preset
        assert not opens(preset["legal_name"], EVERYBODY)


def test_blurred_words_follow_a_rule() -> None:
    assert half_decade(2004) == "2000年代前半" and half_decade(2005, "en") == "late 2000s"
    assert blurred_period(1998, 2003) == "1990年代後半〜2000年代前半"
    assert blurred_period(2000, 2004) == "2000年代前半"
    assert blurred_period(None, None) == "時期不明"
    assert blurred_department("公共ソリューション事業部") == "技術・開発の部門"
    assert (
        blurred_title("事業部長") == "人を率いる役割"
        and blurred_title("主任") == "担当する役割"
        and blurred_title("") == ""
    )
