"""Periods with partly known ends behave like every set of days they could stand for."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alumni.tenures.periods import PartialDate, Period, in_order, length_text, merge, whole_months, years_text

TODAY = date(2026, 11, 23)
# The oracle's calendar: twenty days round a new year. Longer readings are cut to it.
DAYS = [date(1999, 12, 22) + timedelta(days=n) for n in range(20)]
AFTER_ALL = date(2000, 1, 20)


def on(text: str) -> PartialDate:
    return PartialDate.from_iso(text)


def span(since: str = "", until: str = "", *, open: bool = False) -> Period:
    return Period(on(since) if since else None, on(until) if until else None, open)


partial_dates = st.builds(PartialDate, st.sampled_from(DAYS[1:-1]), st.sampled_from(["day", "day", "month", "year"]))


@st.composite
def periods(draw: st.DrawFn, *, bounded: bool = False, exact: bool = False) -> Period:
    dates = st.sampled_from(DAYS[1:-1]).map(PartialDate) if exact else partial_dates
    since = draw(dates if bounded else st.none() | dates)
    until = draw(st.none() | dates)
    if since and until and until.latest < since.earliest:
        since, until = until, since
    return Period(since, until, until is None and (bounded or draw(st.booleans())))


def readings(period: Period) -> Iterator[tuple[date, date]]:
    """Every first and last day that the period could stand for."""
    starts = [day for day in DAYS if not period.since or period.since.earliest <= day <= period.since.latest]
    ends = [day for day in DAYS if not period.until or period.until.earliest <= day <= period.until.latest]
    ends = [AFTER_ALL] if period.open else ends + ([] if period.until else [AFTER_ALL])
    return ((start, end) for start in starts for end in ends if start <= end)


def days(period: Period) -> set[date]:
    """The days of the widest reading."""
    return {day for start, end in readings(period) for day in DAYS if start <= day <= end}


@settings(max_examples=150, deadline=None)
@given(periods(), periods())
def test_overlap_is_what_all_readings_together_say(one: Period, other: Period) -> None:
    meets = {a <= d and c <= b for a, b in set(readings(one)) for c, d in set(readings(other))}
    assert one.possibly_overlaps(other) == other.possibly_overlaps(one) == (True in meets)
    known_starts = all(p.since or p.until for p in (one, other))
    assert one.certainly_overlaps(other) == other.certainly_overlaps(one) == (meets == {True} and known_starts)


@given(periods())
def test_outer_bounds_hold_exactly_the_possible_days(period: Period) -> None:
    lower, upper = period.outer
    inside = {day for day in DAYS if (lower is None or lower <= day) and (upper is None or day < upper)}
    assert inside == days(period)


@given(st.lists(periods(bounded=True), max_size=5))
def test_merging_keeps_every_possible_day_and_adds_none(many: list[Period]) -> None:
    merged = merge(many)
    assert {day for p in merged for day in days(p)} == {day for p in many for day in days(p)}
    assert merge(merged) == merged == in_order(merged)


@given(st.lists(periods(bounded=True, exact=True), max_size=5))
def test_merged_periods_leave_a_free_day_between_them(many: list[Period]) -> None:
    merged = merge(many)
    assert all(b.since.value - a.until.value > timedelta(days=1) for a, b in zip(merged, merged[1:], strict=False))


@given(st.lists(periods(), max_size=5))
def test_the_order_they_come_in_does_not_matter(many: list[Period]) -> None:
    assert set(merge(many)) == set(merge(reversed(many)))


@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(0, 60), st.integers(0, 27))
def test_whole_months_counts_steps_from_month_to_month(start: date, months: int, rest: int) -> None:
    start = start.replace(day=1)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    assert whole_months(start, date(year, month + 1, 1) + timedelta(days=rest)) == months


@given(partial_dates)
def test_iso_text_comes_back_as_the_same_date(some: PartialDate) -> None:
    assert PartialDate.from_iso(some.iso) == some


@pytest.mark.parametrize(
    ("iso", "ja", "en", "earliest", "latest"),
    [
        ("1999-04-01", "1999年4月1日", "1 April 1999", date(1999, 4, 1), date(1999, 4, 1)),
        ("1999-04", "1999年4月", "April 1999", date(1999, 4, 1), date(1999, 4, 30)),
        ("2000-02", "2000年2月", "February 2000", date(2000, 2, 1), date(2000, 2, 29)),
        ("1999", "1999年", "1999", date(1999, 1, 1), date(1999, 12, 31)),
    ],
)
def test_a_partial_date_says_no_more_than_is_known(iso: str, ja: str, en: str, earliest: date, latest: date) -> None:
    some = on(iso)
    assert (some.text("ja"), some.text("en"), some.earliest, some.latest) == (ja, en, earliest, latest)


def test_what_lies_below_the_precision_is_forgotten() -> None:
    assert PartialDate(date(1999, 4, 17), "month") == PartialDate(date(1999, 4, 1), "month")


@pytest.mark.parametrize(
    ("period", "ja", "en", "years_ja", "years_en"),
    [
        (span("1999-04", "2006-09"), "1999年4月〜2006年9月", "April 1999 – September 2006", "1999–2006", "1999–2006"),
        (span("2012", open=True), "2012年〜在籍中", "2012 – present", "2012–在籍中", "2012–present"),
        (span("", "2006"), "？〜2006年", "? – 2006", "？–2006", "?–2006"),
        (span("1999"), "1999年〜？", "1999 – ?", "1999–？", "1999–?"),
        (span("", "", open=True), "？〜在籍中", "? – present", "？–在籍中", "?–present"),
        (span(), "時期不明", "dates unknown", "時期不明", "dates unknown"),
        (span("2003-04", "2003-09"), "2003年4月〜2003年9月", "April 2003 – September 2003", "2003", "2003"),
    ],
)
def test_a_period_reads_well(period: Period, ja: str, en: str, years_ja: str, years_en: str) -> None:
    assert (period.text("ja"), period.text("en")) == (ja, en)
    assert (period.years_text("ja"), period.years_text("en")) == (years_ja, years_en)


def test_years_of_several_posts_are_told_once() -> None:
    posts = [span("2012-04-01", open=True), span("2003-04-01", "2006-09"), span("1999-04-01", "2003-03-31")]
    assert years_text(posts) == "1999–2006, 2012–在籍中"
    assert years_text(posts, "en") == "1999–2006, 2012–present"
    assert years_text([]) == ""


def test_an_unknown_end_is_not_bridged() -> None:
    posts = [span("1999"), span("2005", "2006"), span("1999")]
    assert merge(posts) == [span("1999"), span("2005", "2006")]


@pytest.mark.parametrize(
    ("one", "other", "months", "ja", "en"),
    [
        (span("1999-04", "2006-08-31"), span("2003-04-01", "2008"), 41, "3年5か月", "3 yrs 5 mos"),
        (span("1999-04", "2006"), span("2006-12-01", "2008"), 1, "1か月", "1 mo"),
        (span("2025-11-24", open=True), span("2020", open=True), 12, "1年", "1 yr"),
        (span("1999-04-01", "1999-04-10"), span("1999-04-05", open=True), 0, "1か月未満", "less than a month"),
        (span("1999", "2001"), span("2002", open=True), 0, "1か月未満", "less than a month"),
        (span("1999"), span("1998", "2005"), None, "", ""),
        (span("", "2004"), span("1998", "2005"), None, "", ""),
    ],
)
def test_time_together_is_counted_in_whole_months(
    one: Period, other: Period, months: int | None, ja: str, en: str
) -> None:
    assert one.overlap_months(other, today=TODAY) == other.overlap_months(one, today=TODAY) == months
    assert (length_text(months, "ja"), length_text(months, "en")) == (ja, en)


def test_an_end_to_come_counts_only_up_to_today() -> None:
    assert span("2026-01-01", "2099-01-01").months(today=TODAY) == 10


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: span("2000-01-02", "2000-01-01"),
        lambda: Period(on("2000"), on("2001"), open=True),
        lambda: PartialDate(date(2000, 1, 1), "hour"),
        lambda: PartialDate.of(1999, 2, 30),
    ],
)
def test_an_impossible_period_cannot_be_made(wrong) -> None:
    with pytest.raises(ValueError):
        wrong()


def test_a_year_may_end_in_itself() -> None:
    assert span("2003-06-01", "2003").outer == (date(2003, 6, 1), date(2004, 1, 1))
