"""The link in a mail: opening it shows, a button answers, nobody logs in."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.users.models import User
from programs.events import tokens
from programs.events.models import Event, Reply
from tests import make
from tests.cast import Cast


@pytest.mark.parametrize("answer", ["yes", "maybe", "no"])
def test_opening_the_link_never_answers(cast: Cast, answer: str) -> None:
    event = make.event(cast.company, cast.hr)
    path = tokens.path_for(event, cast.alumna, answer)
    for method in ("get", "head"):
        assert getattr(Client(), method)(path).status_code == 200
    assert Client().options(path).status_code == 405
    assert not Reply.objects.exists()


def test_the_button_answers_for_the_person_of_the_link_whoever_is_logged_in(cast: Cast, login) -> None:
    event = make.event(cast.company, cast.hr)
    path = tokens.path_for(event, cast.alumna)
    for browser in (Client(), login(cast.junior)):
        assert browser.post(path, {"answer": "yes"}).status_code == 302
    assert list(event.replies.values_list("person", "answer")) == [(cast.alumna.pk, "yes")]


def test_a_form_of_another_site_can_not_answer(cast: Cast) -> None:
    event = make.event(cast.company, cast.hr)
    browser = Client(enforce_csrf_checks=True)
    assert browser.post(tokens.path_for(event, cast.alumna), {"answer": "yes"}).status_code == 403
    assert not Reply.objects.exists()


def test_it_tells_the_essentials_and_nobody_else_s_name(cast: Cast) -> None:
    event = make.event(cast.company, cast.hr, online_url="https://meet.example.test/secret")
    make.reply(event, cast.junior)
    page = Client().get(tokens.path_for(event, cast.alumna)).content.decode()
    assert "海辺の再会" in page
    assert "岡田 千尋さん" in page
    assert cast.junior.name not in page
    assert "secret" not in page


def test_it_speaks_the_language_of_the_person(cast: Cast) -> None:
    User.objects.filter(pk=cast.alumna.pk).update(language="en")
    event = make.event(cast.company, cast.hr)
    assert '<html lang="en">' in Client().get(tokens.path_for(event, cast.alumna)).content.decode()


@pytest.mark.parametrize("end", ["over", "draft", "inactive", "no longer invited", "forged", "foreign"])
def test_a_link_that_is_over_opens_nothing_and_says_so(cast: Cast, end: str) -> None:
    event = make.event(cast.company, cast.hr)
    path = tokens.path_for(event, cast.stranger if end == "foreign" else cast.alumna)
    if end == "over":
        start = timezone.now() - timedelta(days=2)
        Event.objects.filter(pk=event.pk).update(starts_at=start, ends_at=start + timedelta(hours=1))
    elif end == "draft":
        Event.objects.filter(pk=event.pk).update(state="draft")
    elif end == "inactive":
        User.objects.filter(pk=cast.alumna.pk).update(is_active=False)
    elif end == "no longer invited":
        cast.alumna.tenures.update(state="disputed")
    elif end == "forged":
        path = path[:-4] + "xxx/"
    for method in ("get", "post"):
        answer = getattr(Client(), method)(path, {"answer": "yes"})
        assert (answer.status_code, "このリンクは使えません" in answer.content.decode()) == (404, True)
    assert not Reply.objects.exists()


def test_a_refusal_is_told_on_the_same_page(cast: Cast) -> None:
    event = make.event(cast.company, cast.hr, state="cancelled", cancel_reason="台風")
    answer = Client().post(tokens.path_for(event, cast.alumna), {"answer": "yes"})
    assert answer.status_code == 422
    assert "中止になりました" in answer.content.decode()
