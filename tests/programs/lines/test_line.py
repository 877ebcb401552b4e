"""The line of a relation: what it is made of, and that nothing hidden changes anything in it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.notices.models import Fact
from accounts.users.models import User
from alumni.blocks import actions as blocks
from alumni.profiles.disclosure import Audience
from alumni.profiles.models import Profile, Telling
from programs.collaborations.models import Party
from programs.exchange.models import Listing
from programs.lines import actions, queries
from programs.lines.models import Gratitude, Pause, SharedMoment
from programs.lines.views import line_with
from tests import make
from tests.cast import Cast
from tests.programs.collaborations import building as collaborations
from tests.programs.ledger.building import DAY, fulfilled, told
from tests.programs.lines.building import program
from tests.programs.visions import building as visions


def words(line: queries.Relation) -> list[str]:
    return [row.moment.words for row in line.rows]


def test_a_company_and_a_person_go_together_part_and_draw_near(cast: Cast) -> None:
    make.attendance(_past(cast, title="浜の集い"), cast.facilitator)
    fulfilled(cast.facilitator, cast.company, by=cast.facilitator, yes=cast.hr)
    line = queries.line_with_company(cast.facilitator, cast.company)
    assert words(line) == ["新卒入社", "会社を離れる", "役割を成果から描く対話", "浜の集い"]
    assert line.mine == ["社員", "離れた仲間", "教える側", "集いの仲間"]
    assert line.theirs == ["勤め先", "離れた会社", "学ぶ側", "場をひらく会社"]
    assert [gap.words for gap in line.wide.gaps] == ["離れていた18年"]
    assert line == queries.line_with_company(cast.facilitator, cast.company)


def _past(cast: Cast, **fields):
    return make.event(cast.company, cast.boss, starts_at=timezone.now() - timedelta(days=3), **fields)


def test_two_people_read_the_same_moments_with_the_forms_turned_round(cast: Cast) -> None:
    make.attendance(_past(cast, title="浜の集い"), cast.alumna)
    make.attendance(_past(cast, title="港の集い"), cast.alumna)
    hers, his = line_with(cast.alumna, cast.boss), line_with(cast.boss, cast.alumna)
    assert words(hers) == words(his) == ["いっしょに働きはじめる", "それぞれの道へ", "浜の集い", "港の集い"]
    assert (hers.mine, hers.theirs) == (his.theirs, his.mine)
    assert hers.theirs == ["上司", "離れた仲間", "主催"]


def test_what_one_may_not_see_changes_nothing_in_the_picture(cast: Cast) -> None:
    """Planted: a second common post that the boss hides, a gathering where he was unseen, a foreign one, others' entries."""
    before = line_with(cast.alumna, cast.boss)
    hidden = make.tenure(cast.boss, cast.other_company, "2013-04-01")
    make.tenure(cast.alumna, cast.other_company, "2013-04-01")
    nobody = {f"{part}": int(Audience(0)) for part in ("employer", "department", "title", "period")}
    Telling.objects.create(tenure=hidden, **nobody)
    unseen = make.event(cast.company, cast.junior, title="静かな集い", starts_at=timezone.now() - timedelta(days=9))
    make.reply(unseen, cast.boss, unseen=True)
    make.attendance(unseen, cast.boss)
    make.attendance(unseen, cast.alumna)
    closed = make.event(
        cast.company, cast.junior, title="よその集い", starts_at=timezone.now() - timedelta(days=8), open_to="named"
    )
    make.attendance(closed, cast.boss)
    fulfilled(cast.boss, cast.company, by=cast.boss, yes=cast.hr, words="会社とのこと")
    program(cast.company, cast.facilitator, cast.boss, title="よそのプログラム")
    told(cast.boss, cast.alumna, by=cast.boss, words="まだ確かめていない")
    actions.tell_moment(other=cast.boss, on=DAY, words="うなずかれていない場面", by=cast.alumna)
    _forget(cast.alumna)
    after = line_with(cast.alumna, cast.boss)
    assert (after.wide, after.narrow, after.rows) == (before.wide, before.narrow, before.rows)


def test_a_program_stands_on_the_line_of_who_was_in_it(cast: Cast) -> None:
    program(cast.company, cast.facilitator, cast.employee)
    with_company = queries.line_with_company(cast.facilitator, cast.company)
    assert ("次世代リーダーの越境", "進行役", "場をひらく会社") in _forms(with_company)
    assert ("次世代リーダーの越境", "進行役", "学ぶ仲間") in _forms(line_with(cast.facilitator, cast.employee))
    assert ("次世代リーダーの越境", "学ぶ仲間", "進行役") in _forms(line_with(cast.employee, cast.facilitator))
    # the junior, who isn't in it, learns nothing of it from the line with either
    assert not {
        one[0] for who in (cast.facilitator, cast.employee) for one in _forms(line_with(cast.junior, who))
    } & {"次世代リーダーの越境"}


def _forms(line: queries.Relation) -> set[tuple[str, str, str]]:
    return {(row.moment.words, row.moment.of_me, row.moment.of_them) for row in line.rows}


def test_work_together_stands_on_the_line_of_those_who_do_it(cast: Cast) -> None:
    """With the company and with each other, from the day the later of the two had signed; not before it is agreed."""
    begun = collaborations.proposed(cast.alumna, cast.company, cast.boss, title="まだ相談中")
    collaborations.sign(begun, cast.boss)
    row = collaborations.agreed(cast.alumna, cast.company, cast.boss, officers=[cast.hr])
    Party.objects.filter(collaboration=row, person=cast.alumna).update(joined_at="2026-02-01T03:00Z")
    Party.objects.filter(collaboration=row, person=cast.boss).update(joined_at="2026-05-01T03:00Z")
    told = (row.title, "いっしょに働く相手", "いっしょに働く相手")
    with_company = queries.line_with_company(cast.alumna, cast.company)
    assert told in _forms(with_company) and "まだ相談中" not in words(with_company)
    hers, his = line_with(cast.alumna, cast.boss), line_with(cast.boss, cast.alumna)
    assert told in _forms(hers) and told in _forms(his)
    assert [one.when for one in hers.rows if one.moment.words == row.title] == ["2026年5月"]
    assert row.title not in words(line_with(cast.junior, cast.boss))


def test_a_line_with_a_company_rests_and_ends_for_oneself_alone(cast: Cast, login) -> None:
    client = login(cast.alumna)
    before, facts = queries.line_with_company(cast.alumna, cast.company), Fact.objects.count()
    for kind, badge in (("rests", "休んでいます"), ("ended", "ここまでにしました"), ("ended", "ここまでにしました")):
        client.post("/lines/companies/aomi/pause/", {"kind": kind})
        assert badge in client.get("/lines/").content.decode()
    line = queries.line_with_company(cast.alumna, cast.company)
    assert (line.rests, line.ended, line.rows, line.wide) == (True, True, before.rows, before.wide)
    known = queries.relations_of(cast.alumna)
    assert (known.companies, [one.pk for one, *_more in known.resting]) == ([], [cast.company.pk])
    page = client.get("/lines/companies/aomi/").content.decode()
    assert page.count("line-picture wide rests") == 1 and "線を、またつづける" in page
    # nobody hears of it or finds it, and it is no one's to forge
    assert Fact.objects.count() == facts
    assert [name for name, who in cast.everybody().items() if Pause.objects.visible_to(who).exists()] == ["alumna"]
    seen = (
        login(cast.hr).get("/desk/aomi/lines/").content.decode() + login(cast.admin).get("/admin/").content.decode()
    )
    assert "休んでいます" not in seen and "線の休み" not in seen
    assert login(cast.stranger).post("/lines/companies/aomi/pause/", {"kind": "ended"}).status_code == 404
    client.post("/lines/companies/aomi/pause/")
    assert [one.until is None for one in Pause.objects.order_by("pk")] == [False, False]
    assert queries.line_with_company(cast.alumna, cast.company) == before
    twice = "INSERT INTO programs_pause (person_id, company_id, kind, since) VALUES (%s, %s, 'rests', now())"
    with connection.cursor() as cursor:
        cursor.execute(twice, [cast.alumna.pk, cast.company.pk])
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute(twice, [cast.alumna.pk, cast.company.pk])


def test_the_last_point_of_a_sheet_stands_once_and_forms_are_told_once(cast: Cast) -> None:
    sheet = visions.sheet(cast.alumna, cast.company, cast.hr)
    both = (("person", cast.alumna), ("company", cast.hr))
    for said in ("聞きあう", "育てあう"):
        visions.point(sheet, said, by=cast.hr, yes=both)
    visions.point(sheet, "まだ一人の", by=cast.hr, yes=both[1:])
    line = queries.line_with_company(cast.alumna, cast.company)
    assert words(line).count("ふたつの願いが、ひとつの点で会う") == 1
    told = [("主催", False), ("進行役", False), ("主催", False), ("社員", True), ("離れた仲間", True), ("社員", True)]
    assert queries.in_turn(told) == ["主催", "進行役", "社員", "離れた仲間", "社員"]


def test_my_list_asks_as_often_for_three_people_as_for_one(cast: Cast, login) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get("/lines/")
        return len(asked)

    client = login(cast.alumna)
    actions.thank(to=cast.alumna, words="ありがとう", by=cast.boss)
    actions.tell_moment(other=cast.alumna, on=DAY, words="ひとつめ", by=cast.boss)
    client.get("/lines/")
    one = count()
    for other in (cast.junior, cast.facilitator):
        actions.thank(to=cast.alumna, words="ありがとう", by=other)
        actions.tell_moment(other=cast.alumna, on=DAY, words="またひとつ", by=other)
        fulfilled(cast.alumna, other, by=cast.alumna, yes=other)
    assert count() == one


def _forget(*people: User) -> None:
    """A new request reads afresh where somebody stands."""
    for person in people:
        for name in ("_standing", "_desks", "_met"):
            person.__dict__.pop(name, None)


def test_no_admin_page_tells_words_or_whose_they_are(cast: Cast, login) -> None:
    """Of the ledger, of shared moments and of gratitude; drafts and rests have no page at all.

    The history tells who acted, as it does of everything, and not with whom.
    """
    entry = fulfilled(cast.alumna, cast.boss, by=cast.alumna, yes=cast.boss, words="秘密の相談")
    draft = told(cast.boss, cast.alumna, by=cast.boss, words="秘密の下書き")
    type(draft).objects.filter(pk=draft.pk).update(state="draft", told_at=None, told_by=None)
    moment = actions.tell_moment(other=cast.boss, on=DAY, words="秘密の場面", by=cast.alumna)
    note = actions.thank(to=cast.boss, words="秘密の感謝", by=cast.alumna)
    actions.pause(company=cast.company, kind="rests", by=cast.alumna)
    admin, hr = login(cast.admin), login(cast.company_admin)
    for row in (entry, moment, note):
        name = f"/admin/programs/{row._meta.model_name}/"
        pages = [
            admin.get(f"{name}{path}").content.decode() for path in ("", f"{row.pk}/change/", f"{row.pk}/history/")
        ]
        assert f"{name}{row.pk}/change/" in pages[0] and "秘密の" not in "".join(pages)
        whose = (cast.alumna.family_name, cast.boss.family_name)
        assert [word for word in whose if word in pages[0] + pages[1]] == []
        assert hr.get(f"{name}{row.pk}/change/").status_code in (302, 403)
    assert admin.get(f"/admin/programs/contribution/{draft.pk}/change/").status_code in (302, 404)
    assert admin.get("/admin/programs/pause/").status_code == 404


def test_a_moment_belongs_to_the_line_once_the_other_nods(cast: Cast) -> None:
    moment = actions.tell_moment(
        other=cast.boss, on=DAY, words="独立の相談にのってもらう", of_me="相談する人", of_them="相談相手", by=cast.alumna
    )  # fmt: skip
    for who in (cast.alumna, cast.junior, cast.hr):
        with pytest.raises(ValidationError):
            actions.agree(moment=moment, by=who)
    actions.agree(moment=moment, by=cast.boss)
    his = line_with(cast.boss, cast.alumna)
    assert (his.rows[-1].moment.words, his.mine[-1], his.theirs[-1]) == (moment.words, "相談相手", "相談する人")
    actions.remove(moment=moment, by=cast.boss)
    assert moment.words not in words(line_with(cast.alumna, cast.boss))


def test_the_company_nods_through_somebody_else_than_the_writer(cast: Cast) -> None:
    moment = actions.tell_moment(other=cast.company, on=DAY, words="新しい場を任せる", by=cast.hr)
    assert _refused(f"agreed_by_id = {cast.hr.pk}", moment)
    assert _refused(f"agreed_by_id = {cast.hr_other.pk}", moment)
    with pytest.raises(ValidationError):
        actions.agree(moment=moment, by=cast.hr)
    assert actions.agree(moment=moment, by=cast.company_admin).state == "agreed"
    assert _refused("words = 'ほかのこと'", moment, state="agreed")


def _refused(what: str, moment: SharedMoment, state: str = "agreed") -> bool:
    sql = f"UPDATE programs_sharedmoment SET state = %s, agreed_at = now(), {what} WHERE id = %s"
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, [state, moment.pk])
    except DatabaseError:
        return True
    return False


def who_reads(cast: Cast, note: Gratitude) -> set[str]:
    return {
        name
        for name, who in cast.everybody().items()
        if Gratitude.objects.visible_to(who).filter(pk=note.pk).exists()
    }


def test_gratitude_is_read_by_whom_it_is_for(cast: Cast) -> None:
    to_boss = actions.thank(to=cast.boss, words="あの一言のおかげです", by=cast.alumna)
    assert who_reads(cast, to_boss) == {"alumna", "boss"}
    to_unit = actions.thank(to=cast.company, department=cast.group, words="育ててもらいました", by=cast.facilitator)
    assert who_reads(cast, to_unit) == {"facilitator", "hr", "company_admin"}
    shared = actions.thank(
        to=cast.company, department=cast.group, words="みなさんへ", by=cast.facilitator, shared=True,
        since_year=2002, until_year=2006,
    )  # fmt: skip
    # the alumna was in the group from 2003, the boss in the division above it; the junior came in 2007
    assert who_reads(cast, shared) == {"facilitator", "hr", "company_admin", "alumna", "boss"}
    actions.withdraw(note=shared, by=cast.facilitator)
    assert who_reads(cast, shared) == {"facilitator"}
    blocks.block(person=cast.alumna, by=cast.boss)
    assert who_reads(cast, to_boss) == {"alumna"}
    kinds = set(Fact.objects.filter(about__startswith="gratitude:").values_list("kind", flat=True))
    assert kinds == {"lines.thanked", "lines.thanked_desk"}


@pytest.mark.parametrize("who", ["hr_other", "stranger", "alumnus_other"])
def test_outsiders_find_no_line(cast: Cast, login, who: str) -> None:
    note = actions.thank(to=cast.boss, words="ありがとう", by=cast.alumna)
    moment = actions.tell_moment(other=cast.boss, on=DAY, words="場面", by=cast.alumna)
    client = login(getattr(cast, who))
    for path in (f"people/{cast.alumna.pk}", "companies/aomi", f"thanks/{note.pk}"):
        assert client.get(f"/lines/{path}/").status_code == 404
    for path in (
        f"thanks/{note.pk}/withdraw",
        *(f"moments/{moment.pk}/{what}" for what in ("yes", "pass", "remove")),
    ):
        assert client.post(f"/lines/{path}/").status_code == 404
    assert client.get("/desk/aomi/lines/").status_code == 404


def test_the_pages_draw_and_say_the_same(cast: Cast, login) -> None:
    fulfilled(cast.facilitator, cast.company, by=cast.facilitator, yes=cast.hr)
    client = login(cast.facilitator)
    page = client.get("/lines/companies/aomi/").content.decode()
    assert page.count('<svg class="line-picture') == 2
    for said in ("離れていた18年", "役割を成果から描く対話", "教える側"):
        assert said in page
    assert client.get("/lines/").status_code == 200
    assert client.get(f"/lines/people/{cast.boss.pk}/").status_code == 200
    said = {"words": "役割を描きはじめる", "on": "2023-06-01"}
    assert client.post("/lines/companies/aomi/", said).status_code == 302
    assert "役割を描きはじめる" in login(cast.hr).get("/desk/aomi/lines/").content.decode()
    thanks = {"to": f"company:{cast.company.pk}", "words": "ありがとう", "shared": "on"}
    assert client.post("/lines/thanks/new/", thanks).status_code == 422
    assert client.get("/lines/give-back/").status_code == 200
    back = {
        "to": f"company:{cast.company.pk}",
        "kind": "growth",
        "words": "若手との対話を月に一度",
        "theme": "人材育成",
    }
    assert client.post("/lines/give-back/", back).status_code == 302
    offer = Listing.objects.get(person=cast.facilitator)
    assert (offer.state, offer.kind, offer.circle) == ("draft", "offer", [cast.company.pk])


def test_somebody_whose_profile_is_shut_keeps_the_line_of_a_connection_without_posts(cast: Cast, login) -> None:
    make.connection(cast.alumna, cast.boss, state="confirmed", answered_at=timezone.now())
    Profile.objects.filter(person=cast.boss).update(seen_by=Profile.SeenBy.NOBODY)
    assert words(line_with(cast.alumna, cast.boss)) == ["ここでつながる"]
