"""The sample as somebody of the desk's list: found by name, written with what the desk knows, and telling nothing else."""

import re
from html import unescape

import pytest

from accounts.consent.models import Consent
from accounts.notices.models import Preference, Suppression
from accounts.users.mailbox import mailbox
from accounts.users.models import User
from alumni.companies.models import Enrolment
from alumni.profiles.models import Profile
from alumni.tenures.models import Tenure
from programs.announcements.models import Announcement
from tests import make
from tests.cast import Cast
from tests.programs.announcements.conftest import asks_for_news
from tests.properties.surfaces import TOKEN

LINK = re.compile(r'href="http://[^/"]+(/[^"]*)"')


@pytest.fixture(autouse=True)
def untracked(settings) -> None:
    settings.USERSESSIONS_TRACK_ACTIVITY = False


@pytest.fixture
def row(cast: Cast) -> Enrolment:
    """岡田 千尋 as the company knows her: by the name she had then."""
    asks_for_news(cast.alumna, cast.company)
    Enrolment.objects.filter(person=cast.alumna).update(family_name="西", given_name="千尋", name_key="西千尋")
    return Enrolment.objects.get(person=cast.alumna)


@pytest.fixture
def letter(cast: Cast) -> Announcement:
    event = make.event(cast.company, cast.hr, title="山の集い", department=cast.group)
    words = {"event": event, "subject_en": "A letter", "words_en": "We moved."}
    return make.announcement(cast.company, cast.hr, **words)


def plain(answer) -> str:
    return TOKEN.sub(b"", answer.content).decode()


def page_of(letter: Announcement, asked: str = "", mail: bool = False) -> str:
    return f"/desk/aomi/news/{letter.pk}/sample/{'mail/' if mail else ''}?{asked}"


def test_hr_finds_a_person_and_reads_the_mail_under_their_name(cast: Cast, login, letter, row) -> None:
    make.enrolment(cast.company, "西 まだ来ない")
    make.enrolment(cast.other_company, "西 よその人", person=cast.alumnus_other)
    hr = login(cast.hr)
    found = hr.get(page_of(letter, "q=西&lang=en&zone=Europe/London")).content.decode()
    assert re.findall(r'<li><a href="([^"]+)"><b>([^<]+)</b>', found) == [
        (f"?to={row.pk}&amp;lang=en&amp;zone=Europe%2FLondon#mail", "西 千尋")
    ]
    nobody = hr.get(page_of(letter, "q=よその人")).content.decode()
    assert "「よその人」に合う人は、参加している人のなかにいません。" in nobody
    page = hr.get(page_of(letter, f"to={row.pk}")).content.decode()
    assert f'<option value="{row.pk}" selected>岡田 千尋さん</option>' in page
    japanese = hr.get(page_of(letter, f"to={row.pk}", mail=True)).content.decode()
    english = hr.get(page_of(letter, f"to={row.pk}&lang=en&zone=Europe/London", mail=True)).content.decode()
    assert ("岡田 千尋 様" in japanese, "山の集い" in japanese, "イギリス（ロンドン）" in japanese) == (
        True,
        True,
        False,
    )
    assert ("Dear 岡田 千尋," in english, "We moved." in english, "United Kingdom (London)" in english) == (
        True,
        True,
        True,
    )


def test_who_is_out_of_sight_bears_the_name_of_the_record_and_their_invitation_by_name_is_not_told(
    cast: Cast, login, letter, row
) -> None:
    hr, sample = login(cast.hr), page_of(letter, f"to={row.pk}", mail=True)
    event = letter.event
    event.open_to, event.department = "people", None
    event.save()
    event.invites.create(person=cast.alumna)
    assert ["岡田 千尋 様" in (words := hr.get(sample).content.decode()), "山の集い" in words] == [True, True]
    Profile.objects.update_or_create(person=cast.alumna, defaults={"seen_by": "nobody"})
    assert ["西 千尋 様" in (words := hr.get(sample).content.decode()), "山の集い" in words] == [True, False]
    assert "岡田" not in words


def test_nothing_of_the_persons_own_settings_shows(cast: Cast, login, letter, row) -> None:
    hr = login(cast.hr)

    def read() -> list[str]:
        pages = [hr.get(page_of(letter, f"to={row.pk}", mail=mail)) for mail in (False, True)]
        return [plain(page) for page in pages]

    before = read()
    User.objects.filter(pk=cast.alumna.pk).update(language="en", time_zone="America/New_York")
    assert read() == before
    Preference.objects.create(person=cast.alumna, category="news", kind="", pace="app")
    assert read() == before
    Suppression.objects.create(address_key=mailbox(cast.alumna.email), scope="", reason="bounced")
    assert read() == before
    Consent.objects.filter(person=cast.alumna).delete()
    letter.who = "stays"
    letter.save()
    assert read() == before
    User.objects.filter(pk=cast.alumna.pk).update(is_active=False, email="other@example.test")
    assert [cast.alumna.email in page or "other@" in page for page in read()] == [False, False]
    Tenure.objects.filter(person=cast.alumna).delete()
    assert ["山の集い" in page for page in before + read()] == [True, True, False, False]


def test_no_link_of_the_sample_is_theirs(cast: Cast, login, client, letter, row) -> None:
    words = login(cast.hr).get(page_of(letter, f"to={row.pk}", mail=True)).content.decode()
    doors = [unescape(path) for path in LINK.findall(words) if "/answer/" in path or "/stop/" in path]
    assert len(doors) == 4
    for path in doors:
        client.post(path.split("?")[0], {"answer": "yes", "List-Unsubscribe": "One-Click"})
    assert not letter.event.replies.exists()
    assert not Preference.objects.exists()
    assert Consent.objects.standing().filter(person=cast.alumna).exists()


def test_whoever_is_not_on_the_list_is_missing_whatever_the_reason(cast: Cast, login, letter, row) -> None:
    asks_for_news(cast.alumnus_other, cast.other_company)
    foreign = Enrolment.objects.get(company=cast.other_company).pk
    unclaimed = make.enrolment(cast.company, "西 まだ来ない").pk
    hr, answers = login(cast.hr), set()
    for key in (foreign, unclaimed, row.pk + 10_000, 0, "9" * 30):
        for mail in (False, True):
            answer = hr.get(page_of(letter, f"to={key}", mail=mail))
            answers.add((answer.status_code, plain(answer).replace(f"to={key}", "").replace("/mail/", "/")))
    assert [status for status, _page in answers] == [404]
    for who in (cast.hr_other, cast.stranger, cast.employee):
        assert login(who).get(page_of(letter, f"to={row.pk}")).status_code == 404
    assert "三浦 千鶴 様" in hr.get(page_of(letter, "to=nonsense", mail=True)).content.decode()


@pytest.mark.parametrize("rows", [1, 3, 12])
def test_searching_costs_the_same_for_one_and_for_many(
    cast: Cast, login, letter, django_assert_num_queries, rows: int
) -> None:
    for number in range(rows):
        person = make.user(f"森 {number}", email=f"mori{number}@example.test")
        make.enrolment(cast.company, f"森 {number}", person=person)
    hr = login(cast.hr)
    hr.get(page_of(letter, "q=森"))
    with django_assert_num_queries(12):
        page = hr.get(page_of(letter, "q=森")).content.decode()
    assert (page.count("<b>森"), "ほかにもいます" in page) == (min(rows, 8), rows > 8)
