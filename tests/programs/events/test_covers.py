"""The drawn covers: the same event always gets the same picture, safe to stand in any page."""

import datetime as dt
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from programs.events import covers

moments = st.one_of(
    st.none(),
    st.dates(),
    st.times(),
    st.datetimes(),
)
seeds = st.one_of(st.integers(), st.text(max_size=20))
scenes = st.one_of(st.none(), st.sampled_from(covers.SCENES))
drawings = st.builds(
    covers.cover,
    seeds,
    st.sampled_from(["", "reunion", "study"]),
    moments,
    scenes,
    title=st.text("葉山<&\"'>a", max_size=9),
    wide=st.booleans(),
)


@settings(max_examples=150, deadline=None)
@given(drawings)
def test_every_cover_is_sound_xml_of_at_most_twelve_kilobytes(drawn):
    root = ElementTree.fromstring(drawn)

    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert len(drawn.encode()) <= 12_000


@settings(max_examples=100, deadline=None)
@given(drawings)
def test_a_cover_fetches_nothing_and_styles_nothing_from_outside(drawn):
    without_namespace = drawn.replace('xmlns="http://www.w3.org/2000/svg"', "")

    assert not re.search(r"https?:|href|<image|<script|style=|<style|\bon\w+=", without_namespace)


@settings(max_examples=100, deadline=None)
@given(drawings)
def test_ids_are_unique_and_every_reference_finds_its_id(drawn):
    ids = re.findall(r' id="([^"]+)"', drawn)

    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([^)]+)\)", drawn)) <= set(ids)


@settings(max_examples=60, deadline=None)
@given(seeds, moments, scenes)
def test_same_input_gives_the_same_bytes(seed, moment, scene):
    assert covers.cover(seed, "", moment, scene) == covers.cover(seed, "", moment, scene)


@pytest.mark.parametrize("scene", covers.SCENES)
def test_other_seeds_give_other_pictures_with_other_ids(scene):
    drawn = [covers.cover(seed, "", dt.datetime(2027, 7, 24, 18), scene) for seed in range(60)]
    ids = [frozenset(re.findall(r' id="([^"]+)"', one)) for one in drawn]

    assert len(set(drawn)) == 60
    assert len(frozenset.union(*ids)) == sum(len(one) for one in ids)


def test_card_and_page_of_one_event_can_stand_on_the_same_page():
    page, card = (
        set(re.findall(r' id="([^"]+)"', covers.cover(7, scene="sea", wide=wide))) for wide in (False, True)
    )

    assert page.isdisjoint(card)


def test_a_title_is_read_out_and_no_title_means_decoration():
    assert re.search(
        r'role="img" aria-labelledby="(\w+)"><title id="\1">海 &amp; 浜</title>', covers.cover(1, title="海 & 浜")
    )
    assert 'aria-hidden="true"' in covers.cover(1)
    assert "<title" not in covers.cover(1)


@pytest.mark.parametrize(
    ("words", "scene"),
    [
        ("葉山・一色海岸 海の家 ひだまり", "sea"),
        ("Hayama beach house", "sea"),
        ("高尾山のふもと", "mountain"),
        ("アクトシティ浜松 中ホール", "hall"),
        ("本社ビル 12階", "city"),
        ("オンライン", "city"),
        ("未定", None),
    ],
)
def test_the_scene_is_guessed_from_place_and_title(words, scene):
    assert covers.scene_of(words) == scene


@pytest.mark.parametrize(
    ("moment", "season", "time"),
    [
        (dt.datetime(2027, 7, 24, 11), "summer", "noon"),
        (dt.datetime(2027, 12, 31, 23), "winter", "night"),
        (dt.datetime(2028, 3, 1, 5), "spring", "dawn"),
        (dt.datetime(2028, 11, 1, 17), "autumn", "dusk"),
        (dt.date(2028, 1, 1), "winter", None),
        (dt.time(18, 59), None, "dusk"),
        (None, None, None),
    ],
)
def test_season_and_hour_come_from_the_event(moment, season, time):
    assert (covers.season_of(moment), covers.time_of(moment)) == (season, time)


def test_fireworks_belong_to_summer_nights_only():
    def rays(month: int, hour: int) -> bool:
        return "stroke-dasharray" in covers.cover(3, "", dt.datetime(2027, month, 10, hour), "sea")

    assert [(month, hour) for month in (1, 4, 7, 10) for hour in (6, 12, 17, 20) if rays(month, hour)] == [(7, 20)]
