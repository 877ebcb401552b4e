"""What became of a drill: who got nothing, who got something twice and why, and the table for docs/reliability.md."""

from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import room

if TYPE_CHECKING:
    from benchmarks.drill import Drill


def death(drill: "Drill", one: room.Taken) -> float:
    """When the process that sent this mail was killed; infinite if it never was. The relay writes a dot down a little
    after it has left, so a sender may have died before the instant that stands in the log."""
    return min((at for at, ports in drill.crew.shots if one.port in ports and at > one.dot - 2), default=float("inf"))


def tell_doubles(drill: "Drill") -> None:
    """For whoever looks for the cause: what happened from shortly before each dot until that mail came again."""
    for sort, mails in zip(("unheard", "heard"), drill.book.doubles(), strict=True):
        for one in mails:
            again = min(m.dot for m in drill.book.taken if m.address == one.address and m.dot > one.dot)
            faults = [
                f"{what} {begun - one.dot:+.3f}..{ended - one.dot:+.3f}"
                for begun, ended, what in drill.struck
                if ended > one.dot - 3 and begun < again
            ]
            answered = "" if one.answered is None else f", 250 at +{one.answered - one.dot:.3f}"
            died = death(drill, one) - one.dot
            print(
                f"{sort} {one.address}{answered}, sender died at {died:+.4f}, again at +{again - one.dot:.3f}: {'; '.join(faults)}",
                flush=True,
            )


def tell_doubts(home: Path) -> None:
    """What the workers themselves said of mails that may have arrived."""
    for page in sorted(home.glob("mail *.log")):
        for line in page.read_text(errors="replace").splitlines():
            if "may have arrived" in line or "died while sending" in line:
                print(f"{page.stem}: {line[:200]}", flush=True)


@dataclass
class Doubles:
    """Mails that came twice, by when the process that had sent them first was killed."""

    unheard: list[room.Taken] = field(default_factory=list)  # before the 250 was said: SMTP's own window
    ours: list[room.Taken] = field(default_factory=list)  # within a second after it: before its mark
    away: list[room.Taken] = field(
        default_factory=list
    )  # later, while PostgreSQL's restart kept it from being marked
    other: list[room.Taken] = field(default_factory=list)  # none of these


def sorted_doubles(drill: "Drill") -> Doubles:
    found = Doubles()
    restarts = [(begun, ended) for begun, ended, what in drill.struck if what == "postgres"]
    for one in chain(*drill.book.doubles()):
        died, said = death(drill, one), one.answered or one.dot
        if died <= said or one.answered is None:
            found.unheard.append(one)
        elif died < said + 1:
            found.ours.append(one)
        elif died < float("inf") and any(begun - 1 < said < ended + 10 for begun, ended in restarts):
            found.away.append(one)
        else:
            found.other.append(one)
    return found


def share_in_window(drill: "Drill") -> float:
    """How much of its time a sender spends between its dot and the 250, from its first mail on a line to its last."""
    lines: dict[int, list[room.Taken]] = {}
    for one in drill.book.taken:
        if one.answered:
            lines.setdefault(one.port, []).append(one)
    window = sum((one.answered or 0) - one.dot for line in lines.values() for one in line)
    whole = sum((line[-1].answered or 0) - line[0].dot for line in lines.values())
    return window / whole if whole else 0.0


def span(seconds: list[float]) -> str:
    return f"{min(seconds) * 1000:.1f} to {max(seconds) * 1000:.1f} ms" if seconds else "–"


def ms(ordered: list[float], share: float) -> str:
    return f"{ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000:.1f} ms" if ordered else "–"


def report(drill: "Drill", seconds: float) -> tuple[str, int]:
    """The table, and how many mails were lost."""
    from accounts.notices.models import Delivery

    heard = {address for address, _ in drill.book.got}
    failed = set(Delivery.objects.filter(state="failed", code__gte=500).values_list("address", flat=True))
    # The 550 was heard and the mailbox struck out, but the sender died before its mark: the next one didn't try again.
    spared = drill.book.gone & set(
        Delivery.objects.filter(state="obsolete", error="suppressed").values_list("address", flat=True)
    )
    lost = drill.count - len(heard | failed | spared)
    doubled, other_ids = sum(drill.book.got.values()) - len(heard), len(drill.book.got) - len(heard)
    rows = [
        ["recipients", f"{drill.count:,}"],
        *fault_rows(drill, failed, spared),
        ["**mails lost**", f"**{lost}**"],
        ["**mails doubled**", f"**{doubled}** (under another Message-ID: {other_ids})"],
        *double_rows(drill),
        *outcome_rows(drill, seconds),
    ]
    return f"{room.machine()}\n\n{room.table(['what', 'measured'], rows)}", lost


def fault_rows(drill: "Drill", failed: set[str], spared: set[str]) -> list[list[str]]:
    """What was done to the pipeline, and which mailboxes refused."""
    from accounts.notices.models import Suppression

    relay, faults = drill.book, drill.faults
    struck_out = set(Suppression.objects.values_list("address_key", flat=True))
    again = sum(many > 1 for many in relay.missing.values())
    flushed = f"{faults['flush']} / {faults['redis']} / {faults['frozen redis']}"
    refused = (
        f"{len(relay.refused):,} refused, {len(failed - relay.gone):,} of them failed with that reason, "
        f"{len(struck_out - relay.gone)} struck out"
    )
    gone = (
        f"{len(failed & relay.gone):,} failed, {len(spared):,} not tried again after a death before the mark, "
        f"{len(struck_out & relay.gone):,} struck out, "
        f"{again} asked more than once"
    )
    return [
        ["kill -9 of Celery workers or their processes", str(faults["kill"])],
        ["FLUSHALL / Redis kill -9 / Redis frozen for 4 s", flushed],
        ["PostgreSQL restarts (fast or immediate)", str(faults["postgres"])],
        ["phases in which half of the recipients got 451", f"{faults['trouble']} ({relay.put_off:,} put off)"],
        ["phases in which every tenth recipient got 554", f"{faults['refusal']} ({refused})"],
        ["mailboxes that are no more (550)", f"{len(relay.gone):,} ({gone})"],
        ["midnights by the workers' clocks, hours ahead of PostgreSQL's", str(faults["midnight"])],
        ["of the recipients: quiet until midnight", f"{drill.quiet:,}"],
        ["phases in which the relay hung", f"{faults['hanging']} ({relay.hung} commands unanswered)"],
        ["workers frozen past their lease / 400 tasks too many", f"{faults['frozen worker']} / {faults['many tasks']}"],
        ["what the relay takes between the dot and its 250", f"{relay.pause * 1000:.0f} ms"],
        ["schedulers at the same time", "2"],
    ]  # fmt: skip


def double_rows(drill: "Drill") -> list[list[str]]:
    """Who came twice, by the window in which the sender died."""
    doubles = sorted_doubles(drill)
    senders = sum(len(ports) for _at, ports in drill.crew.shots)
    paused = sorted(one.answered - one.dot for one in drill.book.taken if one.answered)
    unheard = [death(drill, one) - one.dot for one in doubles.unheard if death(drill, one) < float("inf")]
    ours = [death(drill, one) - (one.answered or 0) for one in doubles.ours]
    return [
        ["senders killed with a line to the relay; part of its time that a sender spends between dot and 250",
         f"{senders}; {share_in_window(drill):.0%}"],
        ["of the doubled in the window between dot and 250, which SMTP can't close", str(len(doubles.unheard))],
        ["from the relay's note of the dot to the kill of the sender", span(unheard)],
        ["of these between the 250 and its mark, which is ours", str(len(doubles.ours))],
        ["from the 250 to the kill of the sender", span(ours)],
        ["of these marked too late: PostgreSQL was away, and a kill came before it was back", str(len(doubles.away))],
        ["of these whose sender wasn't killed in either window, to be looked into", str(len(doubles.other))],
        ["from dot to 250 on this machine, median and p99", f"{ms(paused, 0.5)} / {ms(paused, 0.99)}"],
    ]  # fmt: skip


def outcome_rows(drill: "Drill", seconds: float) -> list[list[str]]:
    """What became of the rows, how long it took and what it cost."""
    from accounts.notices.models import Delivery, Notice

    told = Notice.objects.filter(fact__kind="tests.news").count()
    sent = Delivery.objects.filter(state="sent").count()
    rss, pss, whole = (size / 1e6 for size in drill.fattest)
    return [
        ["in-app notices missing or too many", str(told - drill.count - 2 * drill.digests)],
        ["of the recipients: three notices folded into one digest", f"{drill.digests:,}"],
        ["rows marked sent", f"{sent:,}"],
        ["seconds until the last one", f"{seconds:.0f}"],
        ["Redis back → the next mail, longest", f"{max(drill.returns):.1f} s" if drill.returns else "–"],
        ["Redis memory at most", f"{drill.most_memory / 1e6:.1f} MB"],
        ["a process of a mail worker at most, RSS / PSS", f"{rss:.0f} MB / {pss:.0f} MB"],
        ["a mail worker of two with its parent at most, PSS", f"{whole:.0f} MB"],
    ]
