"""Once a year everybody is asked whether what they told is still right; one tap answers."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.notices.models import Fact
from accounts.users.models import User
from alumni.profiles import actions, yearly
from alumni.profiles.models import Profile
from tests import make
from tests.cast import Cast
from tests.plugins.mail import text_of

LONG_AGO = timedelta(days=400)


@pytest.fixture
def old(cast: Cast) -> Cast:
    """The alumna came more than a year ago, everybody else today."""
    User.objects.filter(pk=cast.alumna.pk).update(date_joined=timezone.now() - LONG_AGO)
    actions.describe(person=cast.alumna, by=cast.alumna, now="道具店の店主", place="神奈川")
    Profile.objects.update(confirmed_at=None)
    return cast


def profile_of(cast: Cast) -> Profile:
    return Profile.objects.get(person=cast.alumna)


def test_who_came_a_year_ago_is_asked_once(old: Cast) -> None:
    assert (yearly.ask_due(), yearly.ask_due()) == (1, 0)
    assert list(Fact.objects.values_list("kind", "to")) == [("profiles.still_right", [old.alumna.pk])]


def test_a_crowd_that_came_on_one_day_is_asked_a_few_at_a_time(old: Cast) -> None:
    User.objects.update(date_joined=timezone.now() - LONG_AGO)
    people = Profile.objects.count()
    assert (yearly.ask_due(most=4), yearly.ask_due(most=4), yearly.due().count()) == (4, 4, people - 8)


def test_asked_twice_in_vain_nobody_is_asked_again(old: Cast) -> None:
    asked = []
    for _year in range(3):
        asked.append(yearly.ask_due())
        Profile.objects.filter(asked_at__isnull=False).update(asked_at=timezone.now() - LONG_AGO)
    assert asked == [1, 1, 0]


def test_the_mail_says_what_stands_there_and_one_tap_answers(old: Cast, client, mailbox, deliver_all) -> None:
    yearly.ask_due()
    deliver_all()
    (mail,) = mailbox
    path = yearly.path_for(old.alumna)
    assert all(words in text_of(mail) for words in ("道具店の店主", "神奈川", "青海システムズ", path[:14]))
    assert "道具店" not in mail["Subject"]
    page = client.get(path)
    assert (page.status_code, "道具店の店主" in page.content.decode(), profile_of(old).confirmed_at) == (
        200,
        True,
        None,
    )
    client.post(path)
    assert (profile_of(old).confirmed_at is not None, profile_of(old).unanswered) == (True, 0)


def test_who_has_put_something_right_meanwhile_gets_no_mail(old: Cast, mailbox, deliver_all) -> None:
    yearly.ask_due()
    actions.describe(person=old.alumna, by=old.alumna, now="農園")
    deliver_all()
    assert mailbox == []


@pytest.mark.parametrize("token", ["nonsense", "broken"])
def test_a_broken_or_old_link_opens_nothing(old: Cast, client, token: str) -> None:
    path = yearly.path_for(old.alumna)
    bad = path[:-5] + "xxxx/" if token == "broken" else "/still-right/nonsense/"
    assert [client.get(bad).status_code, client.post(bad).status_code] == [404, 404]
    assert profile_of(old).confirmed_at is None


def test_the_day_is_shown_to_oneself_alone(old: Cast, login) -> None:
    login(old.alumna).post("/me/profile/still-right/")
    assert "最後に確かめた日" in login(old.alumna).get("/me/profile/").content.decode()
    assert "最後に確かめた日" not in login(old.boss).get(f"/people/{old.alumna.pk}/").content.decode()


def test_who_stays_out_of_lists_is_still_found_by_their_page(cast: Cast, login) -> None:
    link = f'href="/people/{cast.boss.pk}/"'
    before = link in login(cast.alumna).get("/people/").content.decode()
    login(cast.boss).post("/me/profile/listed/", {"listed": "no"})
    after = link in login(cast.alumna).get("/people/").content.decode()
    assert (before, after, login(cast.alumna).get(f"/people/{cast.boss.pk}/").status_code) == (True, False, 200)


def test_people_of_the_division_and_of_the_intake_stand_below(cast: Cast, login) -> None:
    other = make.department(cast.company, "公共ソリューション事業部/遠いグループ")
    far = make.user("遠野 はる")
    make.tenure(far, other, "2015-04-01", "2016-03-31")
    same_year = make.user("同期 なつ")
    make.tenure(same_year, make.department(cast.company, "研究所"), "2003-04-01", "2005-03-31", entry="new_graduate")
    context = login(cast.alumna).get("/people/").context
    found = {name: [c.person.name for c in context[name]] for name in ("intake", "division")}
    assert found == {"intake": ["同期 なつ"], "division": ["遠野 はる"]}


@pytest.mark.parametrize("more", [1, 3])
def test_the_page_of_companions_costs_the_same_for_few_and_for_many(
    cast: Cast, login, django_assert_max_num_queries, more: int
) -> None:
    other = make.department(cast.company, "公共ソリューション事業部/遠いグループ")
    for _number in range(more):
        make.tenure(make.user(), other, "2015-04-01", "2016-03-31")
        make.tenure(make.user(), cast.group, "2004-04-01", "2006-03-31")
    browser = login(cast.alumna)
    browser.get("/people/")
    with django_assert_max_num_queries(12):
        browser.get("/people/")
