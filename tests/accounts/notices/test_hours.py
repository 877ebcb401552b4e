"""The earliest instant is reckoned on the person's own clock, also in the nights in which that clock is changed."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.notices.hours import Hours, after_quiet, is_quiet, next_digest

ZONES = st.sampled_from(
    ["Asia/Tokyo", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "?"]
)
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))
CLOCKS = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))
WEEKS = st.integers(0, 6)
RHYTHMS = st.builds(Hours, zone=ZONES, quiet_from=CLOCKS, quiet_until=CLOCKS, digest_at=CLOCKS, digest_day=WEEKS)
NIGHT = Hours("Europe/Berlin", time(22), time(7))


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Berlin"))


def test_the_night_in_which_an_hour_is_left_out_is_an_hour_shorter():
    start = berlin("2026-03-28T23:00")
    assert after_quiet(start, NIGHT).astimezone(UTC) - start.astimezone(UTC) == timedelta(hours=7)


def test_the_night_in_which_an_hour_comes_twice_is_an_hour_longer():
    start = berlin("2026-10-24T23:00")
    assert after_quiet(start, NIGHT).astimezone(UTC) - start.astimezone(UTC) == timedelta(hours=9)


def test_quiet_hours_hold_their_beginning_and_not_their_end():
    found = [is_quiet(berlin(f"2026-05-13T{t}"), NIGHT) for t in ("21:59", "22:00", "06:59", "07:00")]
    assert found == [False, True, True, False]


def test_a_digest_of_this_hour_that_has_begun_is_tomorrows():
    hours = Hours("Europe/Berlin", digest_at=time(8))
    assert next_digest(berlin("2026-05-13T08:00"), hours, "daily") == berlin("2026-05-14T08:00")
    assert next_digest(berlin("2026-05-13T07:59"), hours, "daily") == berlin("2026-05-13T08:00")


# A machine with other work draws slowly; that says nothing of what is tested.
@settings(suppress_health_check=[HealthCheck.too_slow])
@given(MOMENTS, RHYTHMS)
def test_nothing_leaves_before_its_time_in_the_quiet_hours_or_much_later_than_needed(moment, hours):
    at = after_quiet(moment, hours)
    assert at >= moment
    assert not is_quiet(at, hours)
    assert at - moment <= timedelta(hours=26)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(MOMENTS, RHYTHMS, st.sampled_from(["daily", "weekly"]))
def test_a_digest_always_comes_within_its_period_and_never_in_the_quiet_hours(moment, hours, pace):
    at = next_digest(moment, hours, pace)
    assert moment < at <= moment + timedelta(days=8 if pace == "weekly" else 1, hours=27)
    assert not is_quiet(at, hours)
