"""The pages of a gathering's shape and life, as hosts, those who are asked, and outsiders meet them."""

from datetime import timedelta
from uuid import uuid4

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from programs.events import cards, rules, sharing
from programs.events.models import Event
from programs.events.parts import EventRole, Reading
from tests import make
from tests.cast import Cast


def at(name: str, *args: object) -> str:
    return reverse(f"events:{name}", args=args)


def test_every_page_of_its_life_opens_for_the_host_and_not_for_a_guest(cast: Cast, login) -> None:
    live = make.event(cast.company, cast.hr, kind="study", open_to="companies")
    draft = make.event(cast.company, cast.hr, state=Event.State.DRAFT, kind="study")
    undated = make.event(cast.company, cast.hr, state=Event.State.POSTPONED, postpone_reason="台風のため")
    Reading.objects.create(
        event=live, book="働くことの約束", chapters="第1章", prompts="心に残った一文\n試したいこと"
    )
    live.sessions.create(starts_at=live.starts_at, ends_at=live.ends_at, title="はじめの回")
    make.role(live, cast.boss)
    make.asked_company(live, cast.other_company, state="asked")
    live.invites.create(person=cast.junior)
    live.checklist.create(words="会場を予約する", days=400)
    pages = [("postpone", live), ("circle", live), ("prepare", live), ("reading", live), ("preview", draft)]
    pages += [("series", draft), ("publish", draft), ("day", undated), ("cancel", undated)]
    host, guest = login(cast.hr), login(cast.alumna)
    for name, event in pages:
        assert host.get(at(name, event.pk)).status_code == 200, name
        assert guest.get(at(name, event.pk)).status_code in (403, 404), name
    for name in ("detail", "print"):
        assert guest.get(at(name, live.pk)).status_code == 200, name
    page = guest.get(at("detail", live.pk)).content.decode()
    assert ("『働くことの約束』" in page, "心に残った一文" in page, "はじめの回" in page) == (True, True, True)
    for path in (at("circle", live.pk), at("prepare", live.pk)):
        assert "早川 翔" in host.get(path, {"q": "早川"}).content.decode()
    assert "延期になりました" in guest.get(at("detail", undated.pk)).content.decode()


def test_a_small_talk_is_made_in_one_step_and_reaches_only_whom_one_chose(cast: Cast, login) -> None:
    browser = login(cast.alumna)
    words = {"title": "お茶でも", "starts_at": "2027-07-24T15:00", "minutes": "90", "place": "駅前の喫茶店"}
    looked = browser.post(at("new_talk"), {**words, "q": "早川", "find": "1"}).content.decode()
    assert ("早川 翔" in looked, "駅前の喫茶店" in looked, Event.objects.exists()) == (True, True, False)
    made = browser.post(at("new_talk"), {**words, "person": [cast.junior.pk]})
    event = Event.objects.get()
    assert (made.url, event.state, event.kind) == (at("detail", event.pk), "published", "talk")
    assert login(cast.junior).get(at("detail", event.pk)).status_code == 200
    for other in (cast.hr, cast.boss, cast.hr_other, cast.stranger):
        assert login(other).get(at("detail", event.pk)).status_code == 404
    assert login(cast.stranger).get(at("new_talk")).status_code == 403
    assert browser.post(at("new_talk"), {**words, "person": [cast.hr_other.pk]}).status_code == 422


def test_a_share_link_tells_title_and_day_only_while_it_is_open(cast: Cast) -> None:
    event = make.event(cast.company, cast.hr, place="秘密の浜", online_url="https://meet.example.test/secret")
    make.reply(event, cast.alumna)
    sharing.open_link(event=event, by=cast.hr)
    event.refresh_from_db()
    page = Client().get(at("shared", event.share_key)).content.decode()
    assert (event.title in page, "og:image" in page) == (True, True)
    assert [word for word in ("秘密の浜", "meet.example", "岡田", "三浦") if word in page] == []
    ink = cards.font(46)
    title = "By the sea in Hayama: “How have you been?” after twenty years"
    assert ink is None or " ".join(cards.lines(title, ink, 980)) == title, "words stay whole"
    pictures = {Client().get(at("card", event.share_key), {"language": one}).content for one in ("ja", "en", "xx")}
    assert len(pictures) == 2, "the day in each language"
    card = Client().get(at("card", event.share_key))
    assert (card["Content-Type"], card.content[:4]) == ("image/png", b"\x89PNG")
    key = event.share_key
    sharing.close_link(event=event, by=cast.hr)
    assert {Client().get(at(name, key)).status_code for name in ("shared", "card")} == {404}
    assert Client().get(at("detail", event.pk)).status_code == 302


def test_who_is_asked_to_hold_it_says_yes_and_may_step_back_but_the_host_stays(cast: Cast, login) -> None:
    event = make.event(cast.company, cast.alumna)
    login(cast.alumna).post(at("ask_to_hold", event.pk), {"person": cast.boss.pk})
    boss = login(cast.boss)
    assert boss.get(at("edit", event.pk)).status_code == 403
    boss.post(at("answer_role", event.pk), {"accept": "yes"})
    assert boss.get(at("edit", event.pk)).status_code == 200
    assert boss.post(at("end_role", event.pk, cast.alumna.pk)).status_code == 404, "the host isn't one of them"
    boss.post(at("end_role", event.pk, cast.boss.pk))
    assert (EventRole.objects.get().state, boss.get(at("edit", event.pk)).status_code) == ("ended", 403)


def test_notes_are_for_those_who_were_there(cast: Cast, login) -> None:
    start = timezone.now() - timedelta(days=2)
    event = make.event(cast.company, cast.hr, starts_at=start, kind="study")
    make.reply(event, cast.alumna)
    login(cast.alumna).post(at("write_note", event.pk), {"text": "約束は書いておく"})
    login(cast.junior).post(at("write_note", event.pk), {"text": "来ていない"})
    assert [note.text for note in event.notes.all()] == ["約束は書いておく"]
    told = {
        who: "約束は書いておく" in login(getattr(cast, who)).get(at("detail", event.pk)).content.decode()
        for who in ("alumna", "hr", "junior", "boss")
    }
    assert told == {"alumna": True, "hr": True, "junior": False, "boss": False}
    note = event.notes.get()
    login(cast.junior).post(at("remove_note", event.pk, note.pk))
    assert event.notes.count() == 1
    login(cast.alumna).post(at("remove_note", event.pk, note.pk))
    assert event.notes.count() == 0


def test_where_a_roll_was_kept_notes_are_for_who_is_on_it(cast: Cast) -> None:
    event = make.event(cast.company, cast.hr, starts_at=timezone.now() - timedelta(days=2), kind="study")
    make.reply(event, cast.alumna)
    may = [rules.can_keep_notes(one, event) for one in (cast.hr, cast.alumna, cast.junior)]
    event.attendances.create(person=cast.junior, how="walk_in", at=timezone.now(), by=cast.hr, key=uuid4())
    then = [rules.can_keep_notes(one, event) for one in (cast.hr, cast.alumna, cast.junior)]
    assert (may, then) == ([True, True, False], [True, False, True])


def test_the_list_of_who_comes_is_for_whom_the_host_chose_and_without_who_stays_unseen(cast: Cast, login) -> None:
    event = make.event(cast.company, cast.hr)
    make.reply(event, cast.boss)
    make.reply(event, cast.junior, unseen=True)
    guest = login(cast.alumna)

    def names() -> list[str]:
        pages = guest.get(at("detail", event.pk)).content.decode() + guest.get("/").content.decode()
        return [name for name in ("三輪 健司", "早川 翔") if name in pages]

    assert names() == ["三輪 健司"]
    Event.objects.filter(pk=event.pk).update(guest_list="coming")
    assert names() == []
    assert "一緒に働いた人" not in guest.get(at("list")).content.decode()
    guest.post(at("reply", event.pk), {"answer": "yes"})
    assert names() == ["三輪 健司"]
    Event.objects.filter(pk=event.pk).update(guest_list="hosts")
    assert names() == []
    assert "早川 翔" in login(cast.hr).get(at("people", event.pk)).content.decode()
