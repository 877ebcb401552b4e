"""A block that comes between people who have begun something: it goes no further, and nobody reads from it why."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.notices import kinds
from accounts.notices.models import Fact
from alumni.blocks.actions import block
from alumni.connections import actions as connections
from alumni.connections.models import Connection
from alumni.introductions import actions as introductions
from alumni.introductions.models import Introduction
from alumni.talks import actions as talks
from tests import make

pytestmark = pytest.mark.django_db
SAID = {"words": "お話をうかがいたいです", "told_as": "公共の事業部で働いていた人"}


def alike(browser, there, missing):
    """Both addresses answer as if nothing were there."""
    found = [browser.get(address) for address in (there, missing)]
    return [answer.status_code for answer in found] == [404, 404] and found[0].content.replace(
        there.encode(), b""
    ) == found[1].content.replace(missing.encode(), b"")


def relevant(kind, person):
    fact = Fact.objects.get(kind=kind)
    kinds.get(kind).prepare([fact], [person])
    return kinds.get(kind).still_relevant(fact, person)


@pytest.mark.parametrize(("by", "person"), [("boss", "junior"), ("junior", "boss")])
def test_a_question_cannot_be_answered_across_a_block(cast, login, by, person):
    made = connections.ask(person=cast.boss, by=cast.junior, says="worked", word="覚えていますか")
    assert relevant("connections.asked", cast.boss)
    block(person=getattr(cast, person), by=getattr(cast, by))
    asked = login(cast.boss)
    assert "覚えていますか" not in asked.get(reverse("connections:list")).content.decode()
    for name, key in (("connect", cast.junior.pk), ("one", made.pk)):
        assert alike(asked, reverse(f"connections:{name}", args=[key]), reverse(f"connections:{name}", args=[9999]))
    assert asked.post(reverse("connections:connect", args=[cast.junior.pk]), {"says": "worked"}).status_code == 404
    assert not relevant("connections.asked", cast.boss)
    for answer in (
        lambda: connections.confirm(connection=made, by=cast.boss, says="worked"),
        lambda: connections.ask(person=cast.junior, by=cast.boss, says="worked"),
    ):
        with pytest.raises(ValidationError):
            answer()
    assert Connection.objects.get().state == "asked"


@pytest.fixture
def asked(cast):
    make.connection(cast.junior, cast.employee)
    make.connection(cast.employee, cast.boss)
    return introductions.ask(by=cast.junior, middle=cast.employee, other=cast.boss, **SAID)


PAIRS = [("junior", "boss"), ("boss", "junior"), ("employee", "boss"), ("boss", "employee"), ("junior", "employee")]


@pytest.mark.parametrize(("by", "person"), PAIRS)
def test_an_introduction_is_neither_passed_on_nor_accepted_across_a_block(cast, asked, by, person):
    block(person=getattr(cast, person), by=getattr(cast, by))
    with pytest.raises(ValidationError, match="もう終わっています"):
        introductions.pass_on(introduction=asked, words="ぜひ", by=cast.employee)
    assert not relevant("introductions.asked", cast.employee)
    Introduction.objects.update(state="passed", passed_at=asked.asked_at)
    asked.refresh_from_db()
    with pytest.raises(ValidationError, match="もう終わっています"):
        introductions.accept(introduction=asked, by=cast.boss, gives_address=True)
    assert not Connection.objects.between(cast.junior.pk, cast.boss.pk).exists()


def test_who_is_kept_away_finds_no_introduction_and_who_asked_goes_on_waiting(cast, asked, login):
    introductions.pass_on(introduction=asked, words="ぜひ", by=cast.employee)
    there, missing = (reverse("introductions:one", args=[pk]) for pk in (asked.pk, 9999))
    before = "まだ返事はありません" in login(cast.junior).get(there).content.decode()
    assert login(cast.boss).get(there).status_code == 200
    block(person=cast.junior, by=cast.boss)
    assert alike(login(cast.boss), there, missing)
    assert login(cast.boss).post(reverse("introductions:leave", args=[asked.pk])).status_code == 404
    assert (before, "まだ返事はありません" in login(cast.junior).get(there).content.decode()) == (True, True)


def test_a_rested_connection_and_none_at_all_answer_with_the_same_words(cast, login):
    made = make.connection(cast.junior, cast.boss)
    talk = talks.begin(person=cast.boss, text="お元気ですか", by=cast.junior).talk
    talks.say(talk=talk, text="元気です", by=cast.boss)
    answers = []
    for change in ({"second_rests": True, "first_rests": True}, {"state": "ended", "ended_at": talk.begun_at}):
        Connection.objects.filter(pk=made.pk).update(**change)
        with pytest.raises(ValidationError) as refusal:
            talks.say(talk=talk, text="それで", by=cast.junior)
        page = login(cast.junior).get(reverse("talks:thread", args=[talk.pk])).content.decode()
        assert refusal.value.message in page
        answers.append(refusal.value.message)
    block(person=cast.junior, by=cast.boss)
    with pytest.raises(ValidationError) as refusal:
        talks.say(talk=talk, text="それで", by=cast.junior)
    assert {*answers, refusal.value.message} == {
        "いまは、ことばを送れません。ここまでのやりとりは、いつでも読めます。"
    }
