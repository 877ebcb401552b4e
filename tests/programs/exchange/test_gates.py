"""Who is never suggested: planted people who would fit in everything but one thing."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.notices.models import Fact
from accounts.users.models import User
from alumni.blocks import actions as blocks
from alumni.profiles.models import Profile
from programs.exchange import actions, asking, digesting, keeping, preferring, queries, suggesting
from programs.exchange.asking_models import Aside, Ask
from programs.exchange.models import Listing, Openness, Return, ThemeWeight
from programs.exchange.private_models import WorkWish
from tests import make
from tests.cast import Cast
from tests.programs.exchange import building

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def somebody(cast: Cast) -> Callable[..., User]:
    def made(name: str, *, offer: dict | None = None, **fields) -> User:
        person = make.user(name, **fields)
        make.tenure(person, cast.group, "2003-04-01", "2010-03-31")
        building.offer(person, **(offer or {}))
        return person

    return made


def found_for(need: Listing, viewer: User) -> set[str]:
    return {one.listing.person.name for one in queries.counterparts_of(need, viewer)}


@pytest.mark.parametrize("owner", ["boss", "hr"])
def test_whoever_is_not_open_to_it_is_suggested_to_nobody(cast: Cast, somebody, owner: str) -> None:
    viewer = getattr(cast, owner)
    need = building.need(viewer, company=cast.company if owner == "hr" else None)
    somebody("合う 人")
    somebody("隠れ 人", seen_by=Profile.SeenBy.NOBODY)
    somebody("去った 人", is_active=False)
    closed, blocked, blocking = somebody("閉じた 人"), somebody("止められた 人"), somebody("止めた 人")
    building.open_to(closed, open=False)
    blocks.block(person=blocked, by=viewer)
    blocks.block(person=viewer, by=blocking)
    never, theme, tired = somebody("もう 人"), somebody("題が違う 人"), somebody("疲れた 人")
    preferring.set_aside(person=never, by=never, listing=need)
    skill = building.skills_of([building.FACILITATE])[0]
    preferring.set_aside(person=theme, by=theme, theme=skill)
    building.open_to(tired, capacity=1)
    Ask.objects.create(listing=tired.listings.get(), by=cast.employee, note="前の声")
    keeping.settle()
    somebody("輪の外の 人", offer={"circle": [cast.other_company.pk]})
    somebody("休む 人", offer={"state": "paused"})
    somebody("過ぎた 人", offer={"expires_at": timezone.now() - timedelta(days=1)})
    somebody("得のない 人", offer={"returns": [Return.MONEY]})
    outside = make.user("よその 人", seen_by=Profile.SeenBy.NETWORK)
    make.tenure(outside, cast.other_company, "2003-04-01", "2010-03-31")
    building.offer(outside, circle=[])
    assert found_for(need, viewer) == {"合う 人"}
    Listing.objects.filter(pk=need.pk).update(circle=[])
    need.refresh_from_db()
    # Whoever can't see the person whose need it is doesn't hear of it, and so isn't found for it.
    assert found_for(need, viewer) == {"合う 人"} | ({"よその 人"} if owner == "hr" else set())
    Profile.objects.filter(person=viewer).update(seen_by=Profile.SeenBy.NETWORK)
    assert found_for(need, viewer) == {"合う 人", "よその 人"}


def test_a_need_is_shown_only_to_who_may_see_whose_it_is(cast: Cast) -> None:
    building.offer(cast.alumna)
    for person, seen_by in ((cast.boss, "company"), (cast.junior, "coworkers"), (cast.facilitator, "nobody")):
        Profile.objects.filter(person=person).update(seen_by=seen_by)
        building.open_to(person)
        building.need(person)
    building.need(make_far(cast), title="遠い部署の願い")
    told = {one.listing.person.name for one in queries.now_for(cast.alumna)}
    assert told == {cast.boss.name, cast.junior.name}


def make_far(cast: Cast) -> User:
    """Of the same company, seen by those they worked with: not by the alumna."""
    person = make.user("遠い 人", seen_by=Profile.SeenBy.COWORKERS)
    make.tenure(person, make.department(cast.company, "遠い部"), "2003-04-01", "2010-03-31")
    building.open_to(person)
    return person


def test_whoever_is_asked_too_often_is_suggested_again_a_month_later(cast: Cast) -> None:
    building.open_to(cast.alumna, capacity=2)
    offer = building.listing("offer", cast.alumna)
    for number, who in enumerate((cast.boss, cast.junior, cast.facilitator), start=1):
        need = building.need(who)
        assert bool(suggesting.fits(need, who)) == (number <= 2), number
        if number <= 2:
            asking.answer(ask=building.ask(offer, who, mine=need), to="yes", by=cast.alumna)
    Ask.objects.update(at=timezone.now() - timedelta(days=31))
    keeping.settle()
    assert [one.listing for one in queries.counterparts_of(need, cast.facilitator)] == [offer]


def test_not_now_rests_for_a_month_and_never_rests_for_good(cast: Cast) -> None:
    building.offer(cast.alumna)
    need = building.need(cast.boss, title="いまはしない")
    building.open_to(cast.boss)
    Listing.objects.update(suggested=True)

    def told() -> list[str]:
        return [one.listing.title for one in queries.now_for(cast.alumna)]

    assert told() == ["いまはしない"]
    kept = preferring.set_aside(person=cast.alumna, by=cast.alumna, listing=need, for_now=True)
    assert told() == []
    Aside.objects.filter(pk=kept.pk).update(until=timezone.localdate())
    assert told() == ["いまはしない"]
    for what in ({"listing": need}, {"other": cast.boss}, {"theme": building.skills_of([building.FACILITATE])[0]}):
        kept = preferring.set_aside(person=cast.alumna, by=cast.alumna, **what)
        assert (kept.until, told()) == (None, [])
        preferring.bring_back(aside=kept, by=cast.alumna)
    assert told() == ["いまはしない"]


def test_rare_themes_weigh_more_and_what_they_weigh_stands_in_each_listing(cast: Cast) -> None:
    rare = building.need(cast.alumna, themes=("めずらしい",))
    for who in (cast.boss, cast.junior, cast.facilitator, cast.employee):
        building.need(who, themes=("よくある",))
    keeping.weigh()
    weights = dict(ThemeWeight.objects.values_list("skill__name", "weight"))
    assert weights == {"めずらしい": 1000, "よくある": 100}
    rare.refresh_from_db()
    assert rare.weight == 1000


def test_a_week_has_one_mail_of_suggestions_and_none_without_news(cast: Cast, mailbox, deliver_all) -> None:
    building.offer(cast.alumna)
    building.need(cast.hr, company=cast.company, title="今週の願い")
    weeks_ago = timezone.now() - timedelta(days=8)
    for _turn in range(2):
        Openness.objects.update(looked_at=weeks_ago)
        digesting.tell()
    deliver_all()
    assert [str(mail["Subject"]) for mail in mailbox if "いま、あなたに" in str(mail["Subject"])] != []
    assert Fact.objects.filter(kind="exchange.digest").count() == 1
    building.open_to(cast.alumna, open=False)
    building.need(cast.hr, company=cast.company, title="つぎの願い")
    Openness.objects.update(looked_at=weeks_ago)
    assert digesting.tell() == 0


def test_thinking_of_other_work_is_an_input_to_nothing(cast: Cast, login) -> None:
    said = {"thinks_of_it": "on", "words": "だれにも言わない"}
    assert login(cast.alumna).post("/exchange/note/", said).status_code == 302
    assert WorkWish.objects.get().words == "だれにも言わない"
    building.offer(cast.alumna)
    need = building.need(cast.hr, company=cast.company)
    pages = ["/", "/exchange/", "/exchange/mine/", f"/exchange/{need.pk}/", "/exchange/open/", "/desk/aomi/exchange/"]
    with CaptureQueriesContext(connection) as asked:
        for who in (cast.alumna, cast.hr, cast.admin):
            told = [login(who).get(page).content.decode() for page in pages]
            assert not [page for page in told if "だれにも言わない" in page]
        keeping.weigh(), keeping.settle(), digesting.tell(), actions.lapse()
    assert not [one["sql"] for one in asked.captured_queries if "workwish" in one["sql"].lower()]
    readers = [
        str(path.relative_to(ROOT))
        for folder in ("accounts", "alumni", "programs", "config")
        for path in (ROOT / folder).rglob("*.py")
        if "WorkWish" in path.read_text() and "migrations" not in path.parts
    ]
    assert sorted(readers) == [
        "programs/exchange/asking_views.py", "programs/exchange/preferring.py",
        "programs/exchange/private_models.py", "programs/models.py",
    ]  # fmt: skip
    assert "だれにも言わない" in login(cast.alumna).get("/exchange/note/file/").content.decode()
    assert login(cast.hr).get("/exchange/note/file/").status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE programs_listing SET until = since - 1",
        "UPDATE programs_listing SET expires_at = NULL",
        "UPDATE programs_listing SET returns = '{}'",
        "UPDATE programs_listing SET standing = true, kind = 'need'",
        "UPDATE programs_listing SET state = 'ended'",
        "UPDATE programs_listing SET circle = '{}', circle_unit_id = (SELECT min(id) FROM alumni_department)",
        "UPDATE programs_listing SET circle = '{}', years_from = 2000",
        "UPDATE programs_listing SET years_from = 2000, years_until = 1999",
        "UPDATE programs_ask SET state = 'later', answered_at = now()",
        "UPDATE programs_ask SET mine_id = listing_id",
        "INSERT INTO programs_aside (person_id, at) SELECT person_id, now() FROM programs_listing LIMIT 1",
    ],
)
def test_the_database_refuses_what_must_never_be(cast: Cast, change: str) -> None:
    one = building.need(cast.boss)
    Ask.objects.create(listing=one, by=cast.junior, note="声")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_a_department_of_another_company_is_refused_by_the_database_itself(cast: Cast) -> None:
    strange = make.department(cast.other_company, "よその部")
    one = building.need(cast.hr, company=cast.company)
    for column in ("department_id", "circle_unit_id"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE programs_listing SET {column} = %s WHERE id = %s", [strange.pk, one.pk])
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
