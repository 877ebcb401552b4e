"""Rows and addresses of collaborations for the structure tests."""

from datetime import date
from typing import Any

from programs.collaborations import actions, working
from programs.collaborations.models import Party
from tests.programs.collaborations import building
from tests.structure.rows import Given

ROWS: dict[tuple[str, str], str] = {
    ("collaborations:", "pk"): "collaboration",
    ("collaborations:", "part"): "part",
    ("collaborations:", "role"): "role",
    ("collaborations:", "milestone"): "milestone",
    ("collaborations:", "link"): "sharedlink",
}


def made(given: Given) -> dict[str, Any]:
    """The host asks their company; its desk signs and agrees, and the work has one of everything."""
    host, staff, word = given.host, given.staff, given.word
    row = building.proposed(host, given.company, word=word, confidential=f"{word}の企画")
    building.sign(row, given.company, staff)
    own = building.side(row, host)
    actions.aim(collaboration=row, party=own, words=f"{word}の成果", sign=f"{word}のしるし", by=host)
    building.agree(row, given.company, staff)
    part = building.part(row, host, f"{word}の部分")
    role = building.role(row, host, part, holder=own, name=f"{word}の役割")
    what: dict[str, Any] = {"collaboration": row, "party": own, "by": host}
    milestone = working.add_milestone(**what, words=f"{word}の節目", due=date(2027, 10, 1))
    link = working.add_link(**what, title=f"{word}の資料", url=f"https://docs.example.test/{given.latin}")
    decision = working.decide(**what, words=f"{word}と決めた", why=f"{word}だから")
    desk = building.side(row, given.company)
    note = working.keep_note(party=desk, confidential=f"{word}の予算", notes=f"{word}の覚え", by=staff)
    meeting = working.link_meeting(collaboration=row, party=own, event=given.event, by=host)
    row.refresh_from_db()
    return {
        "collaboration": row,
        "party": Party.objects.get(pk=own.pk),
        "statement": row.statements.get(),
        "pledge": row.statements.get().pledges.first(),
        "signature": row.statements.get().signatures.first(),
        "outcome": row.outcomes.get(),
        "agreement": row.outcomes.get().agreements.first(),
        "part": part,
        "role": role,
        "milestone": milestone,
        "sharedlink": link,
        "decision": decision,
        "sidenote": note,
        "meeting": meeting,
    }
