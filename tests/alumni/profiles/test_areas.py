"""Where somebody lives: a prefecture or a country and a few words, shown in either language, asked for in any."""

import pytest
from django.utils import translation

from alumni.profiles import areas
from alumni.profiles.models import Profile
from alumni.profiles.queries import shown
from tests.cast import Cast


def test_all_prefectures_and_the_countries_have_a_name_in_both_languages() -> None:
    assert len([code for code in areas.JA if code.startswith("JP-")]) == 47
    assert set(areas.JA) == set(areas.EN) and len(set(areas.JA.values())) == len(areas.JA)
    assert areas.choices("ja")[0] == ("JP-01", "北海道") and areas.choices("en")[-1] == ("ZZ", "Elsewhere")


@pytest.mark.parametrize(
    ("area", "place", "ja", "en"),
    [
        ("JP-14", "葉山町", "神奈川県 葉山町", "葉山町, Kanagawa"),
        ("JP-14", "", "神奈川県", "Kanagawa"),
        ("", "海の近く", "海の近く", "海の近く"),
        ("FR", "Lyon", "フランス Lyon", "Lyon, France"),
        ("", "", "", ""),
    ],
)
def test_a_place_in_words(area: str, place: str, ja: str, en: str) -> None:
    assert (areas.words(area, place, "ja"), areas.words(area, place, "en")) == (ja, en)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("神奈川県 葉山町", {"神奈川県 葉山町", "神奈川県", "神奈川", "Kanagawa"}),
        ("葉山町, Kanagawa", {"葉山町, Kanagawa", "神奈川県", "神奈川", "Kanagawa"}),
        ("神奈川", {"神奈川県", "神奈川", "Kanagawa"}),
        ("京都府", {"京都府", "京都", "Kyoto"}),
        ("東京都", {"東京都", "東京", "Tokyo"}),
        ("海の近く", {"海の近く"}),
        ("", set()),
    ],
)
def test_a_place_is_found_by_its_prefecture_as_people_say_it(text: str, asked: set[str]) -> None:
    assert areas.askable(text) == asked


def test_what_people_wrote_before_becomes_an_area() -> None:
    written = ["神奈川", "東京都", "京都", "okinawa", "韓国", "鎌倉", ""]
    assert [areas.area_of(text) for text in written] == ["JP-14", "JP-13", "JP-26", "JP-47", "KR", "", ""]


def test_the_profile_says_it_in_the_readers_language_and_to_whom_it_is_open(cast: Cast, login) -> None:
    login(cast.boss).post("/me/profile/", {"area": "JP-14", "place": "葉山町"})
    Profile.objects.filter(person=cast.boss).update(seen_by="network", place_to=3)
    with translation.override("en"):
        assert shown(cast.alumna, [cast.boss.pk])[cast.boss.pk].place == "葉山町, Kanagawa"
    assert shown(cast.alumna, [cast.boss.pk])[cast.boss.pk].place == "神奈川県 葉山町"
    assert shown(cast.hr_other, [cast.boss.pk])[cast.boss.pk].place == ""


def test_an_unknown_area_is_refused(cast: Cast, login) -> None:
    assert login(cast.boss).post("/me/profile/", {"area": "JP-48"}).status_code == 200
