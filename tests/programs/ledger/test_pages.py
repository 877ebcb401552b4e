"""The ledger's pages: one's own, an entry, a company's breadth, its desk; and who finds nothing there."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.users.models import User
from programs.ledger import actions
from programs.ledger.models import Contribution
from programs.ledger.sources import Happened, sources
from programs.ledger.suggesting import suggest_lately
from tests import make
from tests.cast import Cast
from tests.programs.ledger.building import DAY, fulfilled, told


def test_from_a_draft_to_what_both_confirmed(cast: Cast, login) -> None:
    draft = actions.suggest(
        kind="knowledge", giver=cast.facilitator, receiver=cast.company, words="役割を描く対話", on=DAY, to=cast.facilitator,
        about="event:7",
    )  # fmt: skip
    assert draft is not None
    ogata, desk = login(cast.facilitator), login(cast.hr)
    assert "役割を描く対話" in ogata.get("/ledger/").content.decode()
    assert "役割を描く対話" not in desk.get("/desk/aomi/ledger/").content.decode()
    said = {"kind": "growth", "words": "課長四人との、役割を描く対話", "on": "2024-05-20"}
    assert ogata.post(f"/ledger/{draft.pk}/words/", said).status_code == 302
    assert "課長四人との" in desk.get("/desk/aomi/ledger/").content.decode()
    desk.post(f"/ledger/{draft.pk}/yes/", {"read": said["words"], "next": "/desk/aomi/ledger/"})
    draft.refresh_from_db()
    assert (draft.state, draft.confirmed_by, draft.kind) == ("confirmed", cast.hr, "growth")
    assert ogata.post(f"/ledger/{draft.pk}/words/", said).status_code == 403


def test_what_was_typed_is_kept_when_something_is_missing(cast: Cast, login) -> None:
    page = login(cast.alumna).post(
        "/ledger/new/", {"direction": "got", "other": f"company:{cast.company.pk}", "kind": "place", "words": " ", "on": "2020-01-01"}
    )  # fmt: skip
    assert page.status_code == 422 and 'value="2020-01-01"' in page.content.decode()
    page = login(cast.alumna).post(
        "/ledger/new/", {"direction": "got", "other": f"user:{cast.stranger.pk}", "kind": "time", "words": "あ", "on": "2020-01-01"}
    )  # fmt: skip
    assert page.status_code == 422 and not Contribution.objects.exists()


@pytest.mark.parametrize("who", ["hr_other", "stranger", "junior", "alumnus_other"])
def test_outsiders_find_nothing(cast: Cast, login, who: str) -> None:
    entry = told(cast.facilitator, cast.company, by=cast.facilitator)
    client: Client = login(getattr(cast, who))
    for path in ("", "words/"):
        assert client.get(f"/ledger/{entry.pk}/{path}").status_code == 404
    for path in ("yes", "answer", "back", "over", "again", "add", "open"):
        assert client.post(f"/ledger/{entry.pk}/{path}/", {"words": "x"}).status_code == 404
    assert client.get("/desk/aomi/ledger/").status_code == 404
    inside = who == "junior"
    assert client.get("/ledger/companies/aomi/").status_code == (200 if inside else 404)


def test_breadth_tells_kinds_and_round_numbers_and_nobody(cast: Cast, login) -> None:
    people = [make.user(f"広がり{n} 花", email=f"wide{n}@example.test") for n in range(7)]
    for number, person in enumerate(people):
        make.tenure(person, cast.group, "2001-04-01", "2009-03-31")
        if number == 4:
            assert "広がりをお見せできません" in _breadth(login, cast.alumna).replace("ひろがり", "広がり")
        kind = "rehire" if number == 0 else "time"
        fulfilled(person, cast.company, by=person, yes=cast.hr, kind=kind)
    page = _breadth(login, cast.alumna)
    assert "2とおりのかたちで、5名以上から" in page
    assert "広がり0" not in page and "7名" not in page


def _breadth(login, who: User) -> str:
    return login(who).get("/ledger/companies/aomi/").content.decode()


def test_my_list_asks_as_often_for_three_entries_as_for_one(cast: Cast, login) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get("/ledger/")
        return len(asked)

    client = login(cast.alumna)
    fulfilled(cast.alumna, cast.boss, by=cast.alumna, yes=cast.boss)
    client.get("/ledger/")
    one = count()
    for other in (cast.junior, cast.employee):
        fulfilled(cast.alumna, other, by=cast.alumna, yes=other)
        told(other, cast.alumna, by=other)
    assert count() == one


def test_sources_are_asked_about_the_last_days_and_each_thing_comes_once(cast: Cast) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    fact = Happened(cast.alumna, "time", cast.boss, cast.alumna, "相談の時間", yesterday, "event:3")
    sources.append(lambda since: [fact] if since < yesterday else [])
    try:
        assert (suggest_lately(), suggest_lately()) == (1, 0)
    finally:
        sources.pop()
    assert Contribution.objects.drafts().get(about="event:3").teller == cast.alumna
