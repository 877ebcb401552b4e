"""The line's geometry: whatever the moments, no label lies on another, and the same moments draw the same picture."""

import re
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from programs.lines import drawing
from programs.lines.drawing import FAR, Line, Picture, Point, Span, narrow, size_of, wide, wrapped

DAYS = st.dates(date(1970, 1, 1), date(2026, 11, 1))
LONG = "公共ソリューション事業部の次世代リーダーと役割を成果から描く対話を四回ひらいたこと"
WORDS = st.one_of(
    st.just(LONG[:40]),
    st.text(alphabet="叶え合い関係歩みーー、。「」ァabc XYZWm19", min_size=1, max_size=40).filter(
        lambda w: w.strip()
    ),
)


@st.composite
def lines(draw: st.DrawFn) -> Line:
    days = sorted(draw(st.lists(DAYS, min_size=1, max_size=12)))
    points = tuple(Point(day, draw(WORDS), str(day.year)) for day in days)
    first = draw(DAYS)
    still = draw(st.booleans())
    spans = (Span(first, None if still else first + timedelta(days=draw(st.integers(0, 9000)))),)
    return Line(points, draw(st.sampled_from([(), spans])), date(2026, 11, 29), "離れていた{}年")


def card(line: Line) -> Picture:
    """The smaller picture, with as many moments as it holds."""
    return wide(Line(line.points[: drawing.holds(640)], line.spans, line.today, line.gap), 640)


def numbers(path: str) -> list[float]:
    return [float(one) for one in re.findall(r"-?\d+(?:\.\d+)?", path)]


@pytest.mark.parametrize("draws", [wide, narrow, card])
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(line=lines())
def test_labels_never_overlap_and_stay_inside(draws, line: Line) -> None:
    picture: Picture = draws(line)
    boxes = [label.box for label in picture.labels]
    assert [(a, b) for a, b in combinations(boxes, 2) if a.overlaps(b)] == []
    for box in boxes:
        assert box.x >= 0 and box.y >= 0
        assert box.x + box.width <= picture.width and box.y + box.height <= picture.height
    assert picture == draws(line)


@pytest.mark.parametrize(("draws", "name", "value"), [(wide, "W_GAP", 40.0), (narrow, "N_STEP", -30.0)])
def test_too_little_room_is_seen(monkeypatch, draws, name: str, value: float) -> None:
    """What the property above looks for: planted, it is found."""
    monkeypatch.setattr(drawing, name, value)
    points = tuple(Point(date(1970 + n * n // 3, 1, 1), LONG[:40], "2026") for n in range(12))
    boxes = [label.box for label in draws(Line(points, (), date(2026, 11, 29))).labels]
    assert any(a.overlaps(b) for a, b in combinations(boxes, 2))


@pytest.mark.parametrize("draws", [wide, narrow])
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(line=lines())
def test_words_fit_their_box_and_none_is_lost(draws, line: Line) -> None:
    room = drawing.W_LABEL if draws is wide else drawing.N_LABEL
    for point, label in zip(line.points, draws(line).labels, strict=True):
        said = [text.words for text in label.lines]
        assert "".join("".join(said).split()) == "".join(point.words.split())
        assert all(size_of(one) <= room + 1 for one in said)
        assert all(label.box.y < text.y <= label.box.y + label.box.height for text in (label.when, *label.lines))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(line=lines())
def test_the_two_lines_go_with_time_and_never_cross_or_touch_a_label(line: Line) -> None:
    picture = wide(line)
    first, second = numbers(picture.first), numbers(picture.second)
    assert first[::2] == second[::2] == sorted(first[::2])
    middle = picture.labels[0].dot[1]
    for up, down in zip(first[1::2], second[1::2], strict=True):
        assert abs((middle - up) - (down - middle)) < 0.2 and 0 < middle - up <= FAR + 0.1
    for label in picture.labels:
        clear = label.box.y + label.box.height < middle - FAR or label.box.y > middle + FAR
        assert clear
    dots = [label.dot[0] for label in picture.labels]
    assert dots == sorted(set(dots))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(line=lines())
def test_the_narrow_lines_stay_left_of_the_words(line: Line) -> None:
    picture = narrow(line)
    across = numbers(picture.first)[::2] + numbers(picture.second)[::2]
    assert min(across) > 0 and max(across) < drawing.N_TEXT - 6
    dots = [label.dot[1] for label in picture.labels]
    assert dots == sorted(set(dots))


def apart_at(picture: Picture, place: int) -> float:
    """How far the second line is from the middle at the moment with this number."""
    x, middle = picture.labels[place].dot
    found = numbers(picture.second)
    return min(((abs(at - x), over - middle) for at, over in zip(found[::2], found[1::2], strict=True)))[1]


def test_together_in_a_tenure_apart_after_it_and_nearer_with_each_thing() -> None:
    days = [date(1999, 4, 1), date(2006, 9, 30), date(2018, 5, 1), date(2022, 5, 1), date(2026, 5, 1)]
    points = tuple(Point(day, "ことば", str(day.year)) for day in days)
    line = Line(points, (Span(days[0], days[1]),), date(2026, 11, 29), "離れていた{}年")
    picture = wide(line)
    distance = [apart_at(picture, place) for place in range(5)]
    assert distance[0] == distance[1] == pytest.approx(drawing.TOGETHER, abs=0.1)
    assert distance[2] > distance[3] > distance[4] > drawing.TOGETHER
    assert [gap.words for gap in picture.gaps] == ["離れていた12年"]
    still = wide(Line(points[:1], (Span(days[0], None),), date(2026, 11, 29)))
    assert numbers(still.second)[1] == numbers(still.second)[-1]


def test_years_without_anything_are_as_long_as_they_were() -> None:
    """Six years in one house and fifteen apart since: the parting stands where it was, not at the edge of today."""
    points = tuple(Point(day, "ことば", str(day.year)) for day in (date(2005, 4, 1), date(2011, 3, 31)))
    picture = wide(Line(points, (Span(points[0].on, points[1].on),), date(2026, 11, 29)))
    first, second = (label.dot[0] for label in picture.labels)
    assert (second - first) / (976 - second) == pytest.approx(6 / 15.67, rel=0.25)
    lately = wide(Line(points, (), date(2011, 12, 1)))
    assert [label.dot[0] for label in lately.labels] == [64.0, 916.0]


def test_words_break_where_they_may() -> None:
    assert wrapped("Facilitated a dialogue series", 9.4) == ("Facilitated a", "dialogue series")
    assert wrapped("役割を、成果から描く対話", 4) == ("役割を、", "成果から", "描く対話")
    assert wrapped("", 4) == ("",)
