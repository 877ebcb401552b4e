"""The essay's own path as rows, through the actions that its people would have used: a way back, and what came of it.

緒方 worked in the company from 1999 to 2006 (tests/cast.py). In 2018 a junior who had left too brings him back; then come
a leader program, a dialogue series, and the design of roles with two departments.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from accounts.users.models import User
from alumni.introductions import actions as introductions
from alumni.introductions.models import Introduction
from programs.cohorts.models import Program
from programs.collaborations import actions, looking_back, working
from programs.collaborations.models import Collaboration, Party
from programs.events.models import Event
from programs.ledger import actions as ledger
from programs.ledger.models import Contribution
from tests import make
from tests.cast import Cast
from tests.programs.collaborations import building
from tests.programs.collaborations.building import side
from tests.programs.lines.building import program

PARTS = ("問いを現場から集める", "二つの部署で同じ絵を見る")


@dataclass
class Path:
    """What has happened, for a test to go on from."""

    manager: User  # heads the other department
    program: Program
    dialogues: list[Event]
    work: Collaboration


def brought_back(cast: Cast) -> None:
    """In 2018 the junior, who had left too, brings him and somebody of the company together."""
    for other in (cast.facilitator, cast.employee):
        make.connection(cast.junior, other, state="confirmed", answered_at=timezone.now())
    asked = introductions.ask(
        by=cast.facilitator, middle=cast.junior, other=cast.employee, words="ごぶさたしています。", told_as="むかしの仲間"
    )  # fmt: skip
    introductions.pass_on(introduction=asked, words="ずっと気にかけていた先輩です。", by=cast.junior)
    introductions.accept(introduction=asked, by=cast.employee, gives_address=False)
    then = datetime(2018, 9, 1, 3, tzinfo=UTC)
    Introduction.objects.filter(pk=asked.pk).update(asked_at=then, passed_at=then, answered_at=then)


def dialogues(cast: Cast) -> list[Event]:
    """A series for the division, the last of it a week ago; two of its people came."""
    held = [
        make.event(
            cast.company, cast.facilitator, kind=Event.Kind.DIALOGUE, title=f"ちがいを聞く {turn}",
            starts_at=timezone.now() - timedelta(days=7 * (3 - turn)), department=cast.division,
        )
        for turn in (1, 2)
    ]  # fmt: skip
    for event in held:
        for person in (cast.employee, cast.boss):
            make.attendance(event, person)
    return held


def role_design(cast: Cast, manager: User) -> Collaboration:
    """Two departments and the company's desk: the promise is signed, one outcome waits for the desk's yes alone."""
    others = (cast.employee, manager, cast.company)
    row = building.proposed(cast.facilitator, *others, title="二部門の役割デザイン", until=date(2027, 9, 30))
    for who in others:
        building.sign(row, who, cast.hr if who == cast.company else None)
    own = side(row, cast.facilitator)
    actions.aim(
        collaboration=row, party=own, words="若手が自分の役割を自分のことばで語る", sign="春の報告会で六人が語る", by=cast.facilitator
    )  # fmt: skip
    for who in (cast.employee, manager):
        building.agree(row, who)
    row.refresh_from_db()
    return row


def roles_derived(cast: Cast, row: Collaboration, manager: User) -> None:
    """From the outcome two parts, from the parts two roles, one in each department; both holders say yes."""
    parts = [building.part(row, cast.facilitator, words) for words in PARTS]
    for person, part, name in ((cast.employee, parts[0], "聞き手"), (manager, parts[1], "描き手")):
        role = building.role(row, cast.facilitator, part, holder=side(row, person), name=name)
        working.answer_role(role=role, party=side(row, person), yes=True, by=person)


def worked_and_closed(cast: Cast, row: Collaboration) -> None:
    """It goes its way since last spring, both sides look back, each confirms what the other tells, and it closes."""
    him, desk = side(row, cast.facilitator), side(row, cast.company)
    actions.start(collaboration=row, party=him, by=cast.facilitator)
    looking_back.begin_closing(collaboration=row, party=desk, by=cast.hr, why="半年たちました")
    told = {"collaboration": row, "party": him, "other": desk, "by": cast.facilitator}
    ledger.confirm(
        entry=looking_back.tell_came(**told, gave=True, kind="knowledge", words="役割を成果から描く手ほどき"), by=cast.hr
    )  # fmt: skip
    Party.objects.filter(collaboration=row).update(joined_at=datetime(2026, 4, 10, 3, tzinfo=UTC))
    Contribution.objects.filter(about=f"collaboration:{row.pk}").exclude(state="confirmed").update(on="2026-10-01")
    everybody = [(party, party.person or cast.hr) for party in row.parties.select_related("person")]
    for party, who in everybody:
        actions.finish(collaboration=row, party=party, by=who)
    row.refresh_from_db()


def walked(cast: Cast) -> Path:
    """All of it up to the design of roles, whose outcome still waits for the desk's yes."""
    manager = make.user("早坂 望", email="manager@example.test")
    make.tenure(manager, make.department(cast.company, "Web開発事業部/開発部"), "2012-04-01", None, heads=True)
    brought_back(cast)
    made = program(cast.company, cast.facilitator, cast.employee, state=Program.State.CLOSED)
    return Path(manager, made, dialogues(cast), role_design(cast, manager))
