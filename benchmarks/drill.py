"""`make drill`: real Celery workers are killed, Redis emptied and killed, PostgreSQL restarted, the relay refuses.

Counts at the mail server who got nothing, and who got something twice. Writes its table into docs/reliability.md.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil
import redis

from benchmarks import room
from config.engines import Postgres, Redis

QUIET = ["--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "ERROR"]
LEASE = 10


class Crew:
    """Two mail workers of two, one for the rest, and two schedulers; each a process group that can be shot."""

    def __init__(self, home: Path) -> None:
        self.home, self.running = home, {}
        self.shots: list[float] = []
        celery = [sys.executable, "-m", "celery", "-A", "benchmarks.mail_app"]
        worker = [*celery, "worker", *QUIET]
        self.commands = {
            "mail 1": [*worker, "-Q", "mail", "-n", "mail1@%h", "-c", "2"],
            "mail 2": [*worker, "-Q", "mail", "-n", "mail2@%h", "-c", "2"],
            "rest": [*worker, "-Q", "default", "-n", "rest@%h", "-c", "1"],
            "clock 1": [*celery, "beat", "--pidfile=", "--loglevel", "ERROR"],
            "clock 2": [*celery, "beat", "--pidfile=", "--loglevel", "ERROR"],
        }

    def start(self, name: str) -> None:
        with (self.home / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                self.commands[name], cwd=room.ROOT, stdout=log, stderr=log, start_new_session=True
            )

    def watch(self) -> None:
        """Whoever died is started again."""
        for name in self.commands:
            if name not in self.running or self.running[name].poll() is not None:
                self.start(name)

    def shoot(self) -> str:
        """kill -9: now and then a whole worker, else one of its processes."""
        name = random.choice(["mail 1", "mail 2", "mail 1", "mail 2", "rest"])
        group = self.running[name]
        if random.random() < 0.4:
            os.killpg(group.pid, signal.SIGKILL)
            self.shots.append(time.monotonic())
            group.wait()
            return name
        children = psutil.Process(group.pid).children()
        if children:
            random.choice(children).send_signal(signal.SIGKILL)
            self.shots.append(time.monotonic())
        return f"a process of {name}" if children else ""

    def memory(self) -> tuple[int, int, int]:
        """Bytes of mail workers: the fattest process as RSS and as PSS, and the fattest worker with its children as PSS.

        PSS counts a page that n processes share as 1/n: what the processes of one worker really cost together.
        """
        most = (0, 0, 0)
        for name in ("mail 1", "mail 2"):
            with suppress(psutil.Error):
                group = psutil.Process(self.running[name].pid)
                sizes = [one.memory_full_info() for one in (group, *group.children())]
                found = (max(s.rss for s in sizes), max(s.pss for s in sizes), sum(s.pss for s in sizes))
                most = (max(most[0], found[0]), max(most[1], found[1]), max(most[2], found[2]))
        return most

    def stop(self) -> None:
        for group in self.running.values():
            if group.poll() is None:
                os.killpg(group.pid, signal.SIGKILL)
                group.wait()


def wake(how: Callable[[int, int], None], pid: int) -> None:
    """Whoever was frozen goes on, unless it was killed meanwhile."""
    with suppress(ProcessLookupError):
        how(pid, signal.SIGCONT)


class Drill:
    def __init__(self, home: Path, relay: room.Relay, count: int, kills: int) -> None:
        self.home, self.relay, self.count = home, relay, count
        self.crew, self.faults, self.most_memory, self.fattest = Crew(home), Counter[str](), 0, (0, 0, 0)
        self.later: list[tuple[float, Callable[[], object]]] = []
        self.returns: list[float] = []
        self.struck: list[tuple[float, float, str]] = []
        # Faults are spread over the mails, so that each falls into the middle of the work.
        plan = ["kill"] * kills + ["flush"] * 3 + ["redis"] * 2 + ["frozen redis"] * 2 + ["postgres"] * 4
        plan += ["trouble"] * 3 + ["hanging"] + ["frozen worker"] * (0 if kills else 2) + ["many tasks"] * (not kills)
        if not kills:
            plan = [what for what in plan if what not in ("redis", "postgres")]
        self.digests, self.morning = 0, False
        random.shuffle(plan)
        plan.insert(len(plan) // 2, "hour of digests")
        self.plan = [(count * (n + 1) // (len(plan) + 4), what) for n, what in enumerate(plan)]

    def run(self, patience: float) -> float:
        begun, looked = time.monotonic(), 0.0
        while time.monotonic() - begun < patience and not self.finished():
            self.crew.watch()
            if self.plan and len(self.relay.got) >= self.plan[0][0]:
                time.sleep(random.uniform(0, 0.3))
                self.strike(self.plan.pop(0)[1])
            for at, undo in list(self.later):
                if time.monotonic() > at:
                    self.later.remove((at, undo))
                    undo()
            if time.monotonic() - looked > 3:
                looked = time.monotonic()
                if self.morning:  # a late batch may have been expanded after it struck
                    self.hour_of_digests()
                self.fattest = tuple(map(max, self.fattest, self.crew.memory()))
                self.most_memory = max(self.most_memory, self.memory())
            time.sleep(0.1)
        for _at, undo in self.later:
            undo()
        self.crew.stop()
        return time.monotonic() - begun

    def strike(self, what: str) -> None:
        print(f"{len(self.relay.got):>7} mails: {what}", flush=True)
        begun = time.monotonic()
        if what == "kill" and not self.crew.shoot():
            self.plan.insert(0, (0, "kill"))
            return
        if what != "kill":
            getattr(self, what.replace(" ", "_"))()
        self.faults[what] += 1
        self.struck.append((begun, time.monotonic(), what))

    def hour_of_digests(self) -> None:
        """The clock strikes: every digest is due."""
        from django.db import DatabaseError, connection
        from django.utils import timezone

        from accounts.notices.models import Delivery

        self.morning = True
        try:
            Delivery.objects.filter(state="waiting").exclude(bundle="").update(not_before=timezone.now())
        except DatabaseError:  # it was restarted a moment ago; the clock strikes again
            connection.close()

    def flush(self) -> None:
        redis.Redis.from_url(os.environ["REDIS_URL"]).flushall()

    def redis(self) -> None:
        """Killed, and back after two seconds: how long until the next mail?"""
        os.kill(Redis(self.home).pid() or 0, signal.SIGKILL)
        time.sleep(2)
        Redis(self.home, leash=True).start()
        if not self.something_due():
            return  # nothing that Redis could have held up
        before, back = sum(self.relay.got.values()), time.monotonic()
        while sum(self.relay.got.values()) == before and time.monotonic() - back < 30:
            self.crew.watch()
            time.sleep(0.02)
        self.returns.append(time.monotonic() - back)

    def something_due(self) -> bool:
        from django.db import DatabaseError, connection

        from accounts.notices.models import Delivery

        try:
            return Delivery.objects.due().exists()
        except DatabaseError:
            connection.close()
            return False

    def frozen_redis(self) -> None:
        pid = Redis(self.home).pid() or 0
        os.kill(pid, signal.SIGSTOP)
        self.later.append((time.monotonic() + 4, lambda: wake(os.kill, pid)))

    def frozen_worker(self) -> None:
        """A whole worker sleeps past its lease and wakes up."""
        group = self.crew.running["mail 1"].pid
        os.killpg(group, signal.SIGSTOP)
        self.later.append((time.monotonic() + LEASE * 1.5, lambda: wake(os.killpg, group)))

    def postgres(self) -> None:
        engine = Postgres(self.home, leash=True)
        os.kill(engine.pid() or 0, random.choice([signal.SIGINT, signal.SIGQUIT]))
        time.sleep(1)
        engine.start()

    def trouble(self) -> None:
        self.relay.trouble = 0.5
        self.later.append((time.monotonic() + 3, lambda: setattr(self.relay, "trouble", 0.0)))

    def hanging(self) -> None:
        self.relay.hanging = True
        self.later.append((time.monotonic() + 4, lambda: setattr(self.relay, "hanging", False)))

    def many_tasks(self) -> None:
        """The same wake-up 200 times: tasks decide nothing."""
        from accounts.notices.tasks import drain, expand

        patient = {"max_retries": 60, "interval_start": 0.5, "interval_max": 0.5}  # Redis may just have been killed
        for _ in range(200):
            drain.apply_async(retry=True, retry_policy=patient)
            expand.apply_async(retry=True, retry_policy=patient)

    def memory(self) -> int:
        try:
            return int(redis.Redis.from_url(os.environ["REDIS_URL"], socket_timeout=1).info("memory")["used_memory"])
        except redis.RedisError:
            return 0

    def finished(self) -> bool:
        from django.db import DatabaseError, connection

        from accounts.notices.models import Delivery, Fact

        if self.plan or len(self.relay.got) < self.count:
            return False
        try:
            return not Fact.objects.due().exists() and not Delivery.objects.exclude(state="sent").exists()
        except DatabaseError:
            connection.close()
            return False


def for_the_digest(send: Callable[..., object]) -> int:
    """Every twentieth reader wants one mail a day, and two more things happen for them: three rows, one mail."""
    from accounts.notices.models import Preference
    from accounts.users.models import User

    some = [user for user in User.objects.filter(email__startswith="reader") if user.pk % 20 == 0]
    wish = {"category": "gatherings", "kind": "tests.news", "pace": "daily"}
    Preference.objects.bulk_create([Preference(person=user, **wish) for user in some])
    for _ in range(2):
        send("tests.news", to=some)
    return len(some)


def next_shot(drill: Drill, moment: float) -> float:
    """Seconds from a moment of the relay's log to the kill that came next."""
    return min((shot - moment for shot in drill.crew.shots if shot > moment), default=float("inf"))


def tell_doubles(drill: Drill) -> None:
    """For whoever looks for the cause: what happened from shortly before each dot until that mail came again."""
    for sort, mails in zip(("unheard", "heard"), drill.relay.doubles(), strict=True):
        for one in mails:
            again = min(m.dot for m in drill.relay.taken if m.address == one.address and m.dot > one.dot)
            faults = [
                f"{what} {begun - one.dot:+.3f}..{ended - one.dot:+.3f}"
                for begun, ended, what in drill.struck
                if ended > one.dot - 3 and begun < again
            ]
            answered = "" if one.answered is None else f", 250 at +{one.answered - one.dot:.3f}"
            print(f"{sort} {one.address}{answered}, again at +{again - one.dot:.3f}: {'; '.join(faults)}", flush=True)


def sorted_doubles(drill: Drill) -> tuple[list[room.Taken], list[room.Taken], list[room.Taken]]:
    """Killed between dot and 250 (SMTP's window), within a second after the 250 (ours), and what neither explains.

    By the clock: on a busy machine the connection of a killed process may close later than the 250 is said.
    """
    unheard, heard = drill.relay.doubles()
    ours, other = [], []
    for one in heard:
        assert one.answered is not None
        if next_shot(drill, one.dot) < one.answered - one.dot:
            unheard.append(one)
        elif next_shot(drill, one.answered) < 1:
            ours.append(one)
        else:
            other.append(one)
    return unheard, ours, other


def span(seconds: list[float]) -> str:
    return f"{min(seconds) * 1000:.1f} to {max(seconds) * 1000:.1f} ms" if seconds else "–"


def ms(ordered: list[float], share: float) -> str:
    return f"{ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000:.1f} ms" if ordered else "–"


def report(drill: Drill, seconds: float) -> tuple[str, int]:
    from accounts.notices.models import Delivery, Notice

    got = drill.relay.got
    heard = {address for address, _ in got}
    lost, doubled = drill.count - len(heard), sum(got.values()) - len(heard)
    other_ids = len(got) - len(heard)
    unheard, heard, other = sorted_doubles(drill)
    paused = sorted(one.answered - one.dot for one in drill.relay.taken if one.answered)
    states = Counter(Delivery.objects.values_list("state", flat=True))
    faults = drill.faults
    back = f"{max(drill.returns):.1f} s" if drill.returns else "–"
    rows = [
        ["recipients", f"{drill.count:,}"],
        ["kill -9 of Celery workers or their processes", str(faults["kill"])],
        [
            "FLUSHALL / Redis kill -9 / Redis frozen for 4 s",
            f"{faults['flush']} / {faults['redis']} / {faults['frozen redis']}",
        ],
        ["PostgreSQL restarts (fast or immediate)", str(faults["postgres"])],
        ["phases in which half of the recipients got 451", f"{faults['trouble']} ({drill.relay.put_off:,} put off)"],
        ["phases in which the relay hung", f"{faults['hanging']} ({drill.relay.hung} commands unanswered)"],
        [
            "workers frozen past their lease / 400 tasks too many",
            f"{faults['frozen worker']} / {faults['many tasks']}",
        ],
        ["what the relay takes between the dot and its 250", f"{drill.relay.pause * 1000:.0f} ms"],
        ["schedulers at the same time", "2"],
        ["**mails lost**", f"**{lost}**"],
        ["**mails doubled**", f"**{doubled}** (under another Message-ID: {other_ids})"],
        ["of these in the window between dot and 250, which SMTP can't close", str(len(unheard))],
        ["from their dot to the kill", span([next_shot(drill, one.dot) for one in unheard])],
        ["of these between the 250 and its mark, which is ours", str(len(heard))],
        ["from their 250 to the kill", span([next_shot(drill, one.answered or 0) for one in heard])],
        ["of these with no kill in either window, to be looked into", str(len(other))],
        ["from dot to 250 on this machine, median and p99", f"{ms(paused, 0.5)} / {ms(paused, 0.99)}"],
        ["in-app notices missing or too many", str(Notice.objects.count() - drill.count - 2 * drill.digests)],
        ["of the recipients: three notices folded into one digest", f"{drill.digests:,}"],
        ["rows marked sent", f"{states['sent']:,}"],
        ["seconds until the last one", f"{seconds:.0f}"],
        ["Redis back → the next mail, longest", back],
        ["Redis memory at most", f"{drill.most_memory / 1e6:.1f} MB"],
        [
            "a process of a mail worker at most, RSS / PSS",
            f"{drill.fattest[0] / 1e6:.0f} MB / {drill.fattest[1] / 1e6:.0f} MB",
        ],
        ["a mail worker of two with its parent at most, PSS", f"{drill.fattest[2] / 1e6:.0f} MB"],
    ]
    return f"{room.machine()}\n\n{room.table(['what', 'measured'], rows)}", lost


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--people", type=int, default=20_000)
    words.add_argument("--kills", type=int, default=24)
    words.add_argument("--patience", type=float, default=900)
    words.add_argument("--relay-ms", type=float, default=10, help="how long the relay takes between dot and 250")
    words.add_argument("--seed", type=int, default=None)
    words.add_argument("--home", type=Path, default=None, help="a folder of servers that stays for the next run")
    words.add_argument("--page", type=Path, default=room.ROOT / "docs" / "reliability.md")
    chosen = words.parse_args()
    random.seed(chosen.seed)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # its workers end with it
    relay = room.Relay(pause=chosen.relay_ms / 1000).start()
    with room.servers(lease=LEASE, home=chosen.home) as home:
        room.open_door(relay.port)
        from accounts.notices import actions

        room.people(chosen.people)
        actions.send("tests.news")
        drill = Drill(home, relay, chosen.people, chosen.kills)
        drill.digests = for_the_digest(actions.send)
        try:
            seconds = drill.run(chosen.patience)
        finally:
            drill.crew.stop()
        tell_doubles(drill)
        text, lost = report(drill, seconds)
        print(text)
        if not drill.finished():
            print("Not finished in time: what is missing may still be on its way, so nothing is written down.")
            return 1
        name = f"relay {chosen.relay_ms:.0f} ms" if chosen.kills else "nobody killed"
        room.write_section(chosen.page, f"The last drill, {name}", text)
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
