"""Working together from the offer to the looking back: who sees it, whose yes counts, and what is told to whom."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from accounts.notices.kinds import get as kind_of
from accounts.notices.models import Fact
from accounts.users.models import User
from alumni.blocks import actions as blocks
from programs.collaborations import actions, looking_back, ticking, working
from programs.collaborations.models import Collaboration, Party, SideNote
from programs.collaborations.pages import page_of
from programs.collaborations.work_models import Role
from programs.events.models import Event
from programs.ledger import actions as ledger
from programs.ledger.models import Contribution
from tests import make
from tests.cast import Cast
from tests.programs.collaborations import building
from tests.programs.collaborations.building import side

Login = Callable[[User], Client]


@pytest.fixture
def row(cast: Cast) -> Collaboration:
    """The alumna and the company have agreed to an outcome."""
    return building.agreed(cast.alumna, cast.company, officers=[cast.hr])


def seers(cast: Cast, row: Collaboration) -> set[str]:
    return {
        name for name, who in cast.everybody().items() if Collaboration.objects.visible_to(who).filter(pk=row.pk)
    }  # fmt: skip


def told(kind: str) -> list[list[int] | None]:
    return [fact.to for fact in Fact.objects.filter(kind=f"collaborations.{kind}").order_by("pk")]


# Sight


def test_only_the_sides_see_it_and_each_desk_only_its_own(cast: Cast, row: Collaboration) -> None:
    assert seers(cast, row) == {"alumna", "hr", "company_admin"}
    both = building.proposed(cast.hr_other, cast.company, desk=cast.other_company)
    assert seers(cast, both) == {"hr", "company_admin", "hr_other"}


def test_an_offer_isnt_there_while_a_block_stands_and_what_was_signed_stays(cast: Cast) -> None:
    row = building.proposed(cast.alumna, cast.junior, cast.boss)
    blocks.block(person=cast.alumna, by=cast.junior)
    assert seers(cast, row) == {"alumna", "boss"}
    building.sign(row, cast.boss)
    blocks.block(person=cast.alumna, by=cast.boss)
    assert seers(cast, row) == {"alumna", "boss"}
    names = {one.name for one in page_of(cast.boss, row).sides}
    assert "岡田 千尋" not in names


def test_what_one_side_keeps_to_itself_is_read_by_no_other_side_and_no_admin(cast: Cast, row, login: Login) -> None:
    working.keep_note(party=side(row, cast.company), confidential="予算は百万", notes="内々", by=cast.hr)
    working.keep_note(party=side(row, cast.alumna), confidential="", notes="わたしの迷い", by=cast.alumna)
    pages = {
        name: login(who).get(f"/collaborations/{row.pk}/").content.decode()
        for name, who in {"alumna": cast.alumna, "hr": cast.hr, "company_admin": cast.company_admin}.items()
    }
    assert {name: ("予算は百万" in page, "わたしの迷い" in page) for name, page in pages.items()} == {
        "alumna": (False, True), "hr": (True, False), "company_admin": (True, False),
    }  # fmt: skip
    assert not SideNote.objects.visible_to(cast.admin).exists()
    admin = login(cast.admin)
    seen = "".join(
        admin.get(f"/admin/programs/collaboration/{path}").content.decode()
        for path in ("", f"{row.pk}/change/", f"{row.pk}/history/")
    )
    words = ("予算は百万", "わたしの迷い", row.title, building.BRINGS, row.outcomes.get().words)
    assert [word for word in words if word in seen] == []
    assert f"#{row.pk}" in seen


def test_strangers_and_other_desks_find_nothing(cast: Cast, row: Collaboration, login: Login) -> None:
    for who in (cast.hr_other, cast.stranger, cast.boss, cast.admin):
        client = login(who)
        assert [client.get(f"/collaborations/{row.pk}/{page}").status_code for page in ("", "print/", "parts/")] == [
            404
        ] * 3
        assert client.post(f"/collaborations/{row.pk}/end/").status_code == 404
        assert row.title not in client.get("/collaborations/").content.decode()
    assert login(cast.hr_other).get("/desk/aomi/collaborations/").status_code == 404
    assert row.title in login(cast.hr).get("/desk/aomi/collaborations/").content.decode()


# Whom one may ask, and whose yes it is


def test_only_people_one_may_write_to_and_companies_with_a_desk_are_asked(cast: Cast) -> None:
    empty = make.company("だれもいない社", slug="nobody")
    pledge = {"brings": "a", "wants": "b"}

    def ask(*people: User, companies: tuple = ()) -> None:
        keys = [f"p{one.pk}" for one in (cast.alumna, *people)] + [f"c{one.pk}" for one in companies]
        actions.propose(
            title="x", people=people, companies=companies, pledges=dict.fromkeys(keys, pledge), by=cast.alumna,
            since=date(2027, 1, 1),
        )  # fmt: skip

    for people, companies in (((cast.boss,), ()), ((cast.alumna,), ()), ((), (empty,)), ((), ())):
        with pytest.raises(ValidationError):
            ask(*people, companies=companies)
    make.connection(cast.alumna, cast.boss)
    ask(cast.boss)
    blocks.block(person=cast.alumna, by=cast.boss)
    with pytest.raises(ValidationError):
        ask(cast.boss)
    with pytest.raises(ValidationError):
        building.proposed(cast.alumna, cast.company, desk=cast.other_company)


def test_the_officer_who_proposed_as_a_person_cannot_sign_for_the_desk(cast: Cast) -> None:
    row = building.proposed(cast.hr, cast.company)
    with pytest.raises(ValidationError, match="ふたつの側"):
        building.sign(row, cast.company, cast.hr)
    building.sign(row, cast.company, cast.company_admin)
    assert row.statements.get().is_agreed


def test_a_change_asks_everybody_again_and_old_words_take_no_yes(cast: Cast) -> None:
    row = building.proposed(cast.alumna, cast.company)
    mine, theirs = side(row, cast.alumna), side(row, cast.company)
    pledges = {key: {"brings": "新しい", "wants": "願い"} for key in (f"p{cast.alumna.pk}", f"c{cast.company.pk}")}
    actions.restate(
        collaboration=row, party=theirs, pledges=pledges, by=cast.hr, since=date(2027, 5, 1), why="五月から"
    )
    with pytest.raises(ValidationError, match="書きかえられました"):
        actions.sign(collaboration=row, party=mine, number=1, by=cast.alumna)
    assert [s.is_agreed for s in row.statements.order_by("number")] == [False, False]
    building.sign(row, cast.alumna)
    assert [s.is_agreed for s in row.statements.order_by("number")] == [False, True]
    assert told("to_sign") == [[cast.alumna.pk]]


def test_a_new_outcome_takes_over_only_when_all_agree_and_roles_go_with_it(cast: Cast, row: Collaboration) -> None:
    part = building.part(row, cast.alumna)
    role = building.role(row, cast.alumna, part, holder=side(row, cast.alumna))
    first = row.outcomes.get()
    desk = side(row, cast.company)
    second = actions.aim(collaboration=row, party=desk, words="もっと先へ", sign="春に", by=cast.hr, why="見えたから")
    role.refresh_from_db()
    assert (role.outcome_id, page_of(cast.hr, row).standing_outcome.version) == (first.pk, first)
    with pytest.raises(ValidationError):
        actions.agree(collaboration=row, party=side(row, cast.alumna), number=1, by=cast.alumna)
    building.agree(row, cast.alumna)
    role.refresh_from_db()
    part.refresh_from_db()
    assert {role.outcome_id, part.outcome_id} == {second.pk}
    row.refresh_from_db()
    assert row.is_agreed


def test_no_outcome_before_the_signatures_and_no_part_before_the_outcome(cast: Cast) -> None:
    row = building.proposed(cast.alumna, cast.company)
    mine = side(row, cast.alumna)
    with pytest.raises(ValidationError, match="サインしてから"):
        actions.aim(collaboration=row, party=mine, words="w", sign="s", by=cast.alumna)
    building.sign(row, cast.company, cast.hr)
    with pytest.raises(ValidationError, match="先に成果"):
        building.part(row, cast.alumna)


# Roles, milestones, leaving


def test_a_role_is_held_only_after_its_holder_said_yes(cast: Cast, row: Collaboration) -> None:
    part = building.part(row, cast.alumna)
    desk = side(row, cast.company)
    role = building.role(row, cast.alumna, part, holder=desk)
    assert (role.state, page_of(cast.hr, row).roles.whole.gaps) == ("offered", (part.pk,))
    with pytest.raises(ValidationError):
        working.answer_role(role=role, party=side(row, cast.alumna), yes=True, by=cast.alumna)
    working.answer_role(role=role, party=desk, yes=True, by=cast.hr)
    assert page_of(cast.hr, row).roles.whole.is_whole
    building.role(row, cast.alumna, part, holder=side(row, cast.alumna), name="もうひとつ")
    assert page_of(cast.hr, row).roles.whole.overlaps == (part.pk,)


def test_who_leaves_keeps_what_they_signed_and_their_roles_are_open_again(cast: Cast, login: Login) -> None:
    row = building.agreed(cast.alumna, cast.boss, cast.junior)
    role = building.role(row, cast.junior, building.part(row, cast.junior), holder=side(row, cast.junior))
    login(cast.junior).post(f"/collaborations/{row.pk}/leave/", {"why": "家のことで"})
    role.refresh_from_db()
    assert (role.state, role.holder, side(row, cast.junior).state) == ("open", None, "left")
    page = login(cast.junior).get(f"/collaborations/{row.pk}/").content.decode()
    assert building.BRINGS in page and "離れています" in page
    assert login(cast.junior).get(f"/collaborations/{row.pk}/parts/").status_code == 403
    login(cast.boss).post(f"/collaborations/{row.pk}/leave/")
    row.refresh_from_db()
    assert row.state == "ended"


def test_a_desk_declines_quietly_and_without_two_sides_it_ends(cast: Cast, login: Login) -> None:
    row = building.proposed(cast.alumna, cast.company)
    before = Fact.objects.count()
    login(cast.hr).post(f"/collaborations/{row.pk}/decline/")
    row.refresh_from_db()
    assert (row.state, side(row, cast.company).state, Fact.objects.count()) == ("ended", "declined", before)
    assert "今回は見送り" in login(cast.alumna).get(f"/collaborations/{row.pk}/").content.decode()


def test_a_slipped_milestone_keeps_its_first_promise_and_tells_why(cast: Cast, row: Collaboration) -> None:
    mine, today = side(row, cast.alumna), timezone.localdate()
    what = {"party": mine, "by": cast.alumna}
    one = working.add_milestone(collaboration=row, words="最初の訪問", due=today + timedelta(days=1), **what)
    assert (ticking.tell_due(), ticking.tell_due()) == (1, 0)
    with pytest.raises(ValidationError):
        working.slip(milestone=one, due=today, why="", **what)
    working.slip(milestone=one, due=today + timedelta(days=9), why="先方の都合", **what)
    one.refresh_from_db()
    assert (one.slipped, one.is_late, row.decisions.last().why) == (True, False, "先方の都合")
    working.reach(milestone=one, done=True, **what)
    with time_machine.travel(timezone.now() + timedelta(days=8), tick=False):
        assert ticking.tell_due() == 0


def test_meetings_are_gatherings_of_those_who_take_part(cast: Cast) -> None:
    row = building.agreed(cast.alumna, cast.boss)
    meeting = working.meet(
        collaboration=row, party=side(row, cast.alumna), company=cast.company, title="はじめの相談",
        starts_at=timezone.now() + timedelta(days=3), minutes=60, place="浜の喫茶", online_url="", by=cast.alumna,
    )  # fmt: skip
    event = Event.objects.get(pk=meeting.event_id)
    assert (event.state, event.kind, list(event.invites.values_list("person", flat=True))) == (
        "published", "talk", [cast.boss.pk],
    )  # fmt: skip
    assert [one.title for one in page_of(cast.boss, row).meetings] == ["はじめの相談"]


# Being told, and looking back


def test_reminders_come_weekly_and_stop_with_the_answer(cast: Cast) -> None:
    row = building.proposed(cast.alumna, cast.company)
    start, heard = timezone.now(), []
    for day in range(50):
        with time_machine.travel(start + timedelta(days=day, hours=1), tick=False):
            heard += [day] * ticking.remind()
            ticking.remind()
    assert heard == [7, 14, 21, 28]
    building.sign(row, cast.company, cast.hr)
    with time_machine.travel(start + timedelta(days=60), tick=False):
        assert ticking.remind() == 0


def test_a_week_before_the_promise_runs_out_the_sides_hear_of_it_once(cast: Cast) -> None:
    row, today = building.agreed(cast.alumna, cast.company, officers=[cast.hr]), timezone.localdate()
    assert ticking.tell_terms() == 0, "an open end ends nothing"
    pledges = {key: {"brings": "a", "wants": "b"} for key in (f"p{cast.alumna.pk}", f"c{cast.company.pk}")}
    term = {"since": today, "until": today + timedelta(days=5)}
    actions.restate(collaboration=row, party=side(row, cast.alumna), pledges=pledges, by=cast.alumna, **term)
    assert ticking.tell_terms() == 0, "nobody has promised it yet"
    building.sign(row, cast.company, cast.hr)
    assert (ticking.tell_terms(), ticking.tell_terms()) == (1, 0)
    (fact,) = Fact.objects.filter(kind="collaborations.term")
    kind = kind_of(fact.kind)
    assert sorted(fact.to) == sorted([cast.alumna.pk, cast.hr.pk, cast.company_admin.pk])

    def relevant() -> bool:
        kind.prepare([fact], [cast.alumna])
        return kind.still_relevant(fact, cast.alumna)

    assert relevant()
    again = {**term, "until": today + timedelta(days=90)}
    actions.restate(collaboration=row, party=side(row, cast.alumna), pledges=pledges, by=cast.alumna, **again)
    building.sign(row, cast.company, cast.hr)
    assert not relevant(), "the promise was given anew"


def test_no_word_of_it_stands_in_a_mail(cast: Cast, mailbox, deliver_all) -> None:
    row = building.agreed(cast.alumna, cast.company, officers=[cast.hr], word="秘密の")
    part = building.part(row, cast.alumna, "秘密の部分")
    building.role(row, cast.alumna, part, holder=side(row, cast.company), name="秘密の役割")
    actions.start(collaboration=row, party=side(row, cast.alumna), by=cast.alumna, why="秘密のわけ")
    looking_back.begin_closing(collaboration=row, party=side(row, cast.alumna), by=cast.alumna)
    deliver_all()
    texts = [str(mail["Subject"]) + mail.get_body(("plain",)).get_content() for mail in mailbox]
    assert texts and [text for text in texts if "秘密の" in text] == []
    assert any(f"/collaborations/{row.pk}/" in text for text in texts)


def test_from_the_offer_to_what_both_confirmed(cast: Cast, login: Login) -> None:
    """The whole way through the pages, on both sides."""
    alumna, desk = login(cast.alumna), login(cast.hr)
    a, c = f"p{cast.alumna.pk}", f"c{cast.company.pk}"
    words = {"title": "半年の対話", "since": "2027-04-01", f"brings_{a}": "対話の経験", f"wants_{a}": "大きな現場",
             f"brings_{c}": "若手との時間", f"wants_{c}": "外からの目"}  # fmt: skip
    made = alumna.post(f"/collaborations/new/words/?with={c}", words)
    here = made.headers["Location"]
    row = Collaboration.objects.get()
    mine, theirs = side(row, cast.alumna), side(row, cast.company)
    assert desk.post(f"{here}sign/", {"party": theirs.pk, "number": 1}).status_code == 302
    desk.post(f"{here}outcome/", {"words": "若手が提案する", "sign": "報告会で三つ"})
    alumna.post(f"{here}agree/", {"party": mine.pk, "number": 1})
    alumna.post(f"{here}parts/", {"words": "問いを持つ"})
    part = row.parts.get()
    alumna.post(f"{here}roles/new/", {"name": "聞き手", "parts": [part.pk], "holder": mine.pk})
    alumna.post(f"{here}roles/new/", {"name": "場の守り手", "parts": [part.pk], "holder": theirs.pk})
    desk.post(f"{here}start/")
    desk.post(f"{here}look-back/", {"why": "半年たちました"})
    drafts = Contribution.objects.filter(about=f"collaboration:{row.pk}", state="draft")
    assert "「聞き手」を担った" in drafts.get(giver=cast.alumna, told_by_giver=True).words
    said = {"direction": "got", "other": mine.pk, "kind": "growth", "words": "三人が変わった"}
    desk.post(f"{here}came/", said)
    entry = Contribution.objects.get(words="三人が変わった")
    ledger.confirm(entry=entry, by=cast.alumna)
    alumna.post(f"{here}finish/")
    row.refresh_from_db()
    assert row.state == "closing"
    desk.post(f"{here}finish/")
    row.refresh_from_db()
    assert (row.state, [line.to for line in row.decisions.exclude(to="")]) == (
        "closed", ["proposed", "agreed", "under_way", "closing", "closed"],
    )  # fmt: skip
    page = alumna.get(here).content.decode()
    assert "三人が変わった" in page and "かなったこと" in page
    # who was told what, in its order: the desk is two people, and nobody hears of what they did themselves
    both, her = sorted([cast.hr.pk, cast.company_admin.pk]), [cast.alumna.pk]
    admin = [cast.company_admin.pk]
    heard = Fact.objects.filter(kind__startswith="collaborations.").order_by("pk").values_list("kind", "to")
    assert [(kind.removeprefix("collaborations."), sorted(to)) for kind, to in heard] == [
        ("proposed", both), ("signed", sorted(her + admin)), ("to_agree", her), ("agreed", both),
        ("role_offered", both), ("closing", her), ("confirm", both), ("closed", sorted(her + admin)),
    ]  # fmt: skip


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_however_many_there_are(
    rows: int, cast: Cast, login: Login, django_assert_num_queries
) -> None:
    for _turn in range(rows):
        building.proposed(cast.alumna, cast.company, cast.boss)
    client = login(cast.boss)
    client.get("/collaborations/")
    with django_assert_num_queries(15):
        client.get("/collaborations/")


def test_paid_work_keeps_what_was_typed_and_says_which_law(cast: Cast, login: Login) -> None:
    a, c = f"p{cast.alumna.pk}", f"c{cast.company.pk}"
    words = {"title": "講座", "since": "2027-04-01", "is_paid": "on", "orderer": c, "doer": a, "work": "三回の講座",
             "fee": "九万円", "received_on": "2027-06-01", "received_at_place": "社内", "pay_on": "2027-08-31"}  # fmt: skip
    words |= {f"{what}_{key}": "ことば" for key in (a, c) for what in ("brings", "wants")}
    client, where = login(cast.alumna), f"/collaborations/new/words/?with={c}"
    refused = client.post(where, words)
    assert refused.status_code == 422
    assert "三回の講座" in refused.content.decode() and "60日以内" in refused.content.decode()
    client.post(where, {**words, "pay_on": "2027-07-30"})
    statement = Collaboration.objects.get().statements.get()
    assert (statement.is_paid, statement.orderer, statement.fee) == (
        True, Party.objects.get(company=cast.company), "九万円",
    )  # fmt: skip
    assert Role.objects.count() == 0
