"""`make drill`: real Celery workers are killed, Redis emptied and killed, PostgreSQL restarted, the relay refuses.

Counts at the mail server who got nothing, and who got something twice. Writes its table into docs/reliability.md.
"""

import argparse
import datetime as dt
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
from typing import Any

import psutil
import redis

from benchmarks import clock, drill_report, room
from config.engines import Postgres, Redis

QUIET = ["--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "ERROR"]
LEASE = 10


class Crew:
    """Two mail workers of two, one for the rest, and two schedulers; each a process group that can be shot."""

    def __init__(self, home: Path) -> None:
        self.home, self.running = home, {}
        self.shots: list[tuple[float, set[int]]] = []  # when, and the ends of the lines that were cut
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
        children = psutil.Process(group.pid).children()
        if random.random() < 0.4:
            ports = lines_of(children)
            calm_down()
            self.shots.append((time.monotonic(), ports))
            os.killpg(group.pid, signal.SIGKILL)
            group.wait()
            return name
        if children:
            one = random.choice(children)
            ports = lines_of([one])
            calm_down()
            shot = time.monotonic()
            try:
                one.send_signal(signal.SIGKILL)
            except psutil.NoSuchProcess:  # its worker put another in its place meanwhile
                return ""
            self.shots.append((shot, ports))
        return f"a process of {name}" if children else ""

    def memory(self) -> tuple[int, int, int]:
        """Bytes of mail workers: the fattest process as RSS and as PSS, and the fattest worker with its children as PSS.

        PSS counts a page that n processes share as 1/n: what the processes of one worker really cost together. A worker
        that has just been started and hasn't forked yet shares with nobody, and isn't looked at.
        """
        most = (0, 0, 0)
        for name in ("mail 1", "mail 2"):
            with suppress(psutil.Error):
                group = psutil.Process(self.running[name].pid)
                if len(children := group.children()) < 2:
                    continue
                sizes = [one.memory_full_info() for one in (group, *children)]
                found = (max(s.rss for s in sizes), max(s.pss for s in sizes), sum(s.pss for s in sizes))
                most = (max(most[0], found[0]), max(most[1], found[1]), max(most[2], found[2]))
        return most

    def stop(self) -> None:
        for group in self.running.values():
            if group.poll() is None:
                os.killpg(group.pid, signal.SIGKILL)
                group.wait()


def lines_of(processes: list[psutil.Process]) -> set[int]:
    """The ports on which these hold connections."""
    found: set[int] = set()
    for one in processes:
        with suppress(psutil.Error):
            found |= {line.laddr.port for line in one.net_connections("tcp")}
    return found


def calm_down() -> None:
    """Looking for lines takes a processor for some 20 ms. The shot falls at any moment of the usual work, a little later."""
    time.sleep(random.uniform(0.05, 0.2))


def wake(how: Callable[[int, int], None], pid: int) -> None:
    """Whoever was frozen goes on, unless it was killed meanwhile."""
    with suppress(ProcessLookupError):
        how(pid, signal.SIGCONT)


class Drill:
    def __init__(self, home: Path, relay: Any, count: int, kills: int) -> None:
        """`relay`: the proxy of a room.Relay that lives elsewhere."""
        self.home, self.relay, self.count = home, relay, count
        self.book = room.Relay()  # what it had written down at the end
        self.crew, self.faults, self.most_memory, self.fattest = Crew(home), Counter[str](), 0, (0, 0, 0)
        self.later: list[tuple[float, Callable[[], object]]] = []
        self.returns: list[float] = []
        self.struck: list[tuple[float, float, str]] = []
        # Faults are spread over the mails, so that each falls into the middle of the work.
        plan = ["kill"] * kills + ["flush"] * 3 + ["redis"] * 2 + ["frozen redis"] * 2 + ["postgres"] * 4
        plan += (
            ["trouble"] * 3
            + ["refusal"] * 2
            + ["hanging"]
            + ["frozen worker"] * (0 if kills else 2)
            + ["many tasks"] * (not kills)
        )
        if not kills:
            plan = [what for what in plan if what not in ("redis", "postgres")]
        self.digests, self.quiet = 0, 0
        random.shuffle(plan)
        self.plan = [(count * (n + 1) // (len(plan) + 8), what) for n, what in enumerate(plan)]

    def run(self, patience: float) -> float:
        begun, looked = time.monotonic(), 0.0
        while time.monotonic() - begun < patience and not self.finished():
            self.crew.watch()
            if self.plan and self.relay.count() >= self.plan[0][0]:
                time.sleep(random.uniform(0, 0.3))
                self.strike(self.plan.pop(0)[1])
            if not self.faults["midnight"] and self.relay.count() >= self.count // 2 and self.all_expanded():
                self.strike("midnight")
            for at, undo in list(self.later):
                if time.monotonic() > at:
                    self.later.remove((at, undo))
                    undo()
            if time.monotonic() - looked > 3:
                looked = time.monotonic()
                self.fattest = tuple(map(max, self.fattest, self.crew.memory()))
                self.most_memory = max(self.most_memory, self.memory())
            time.sleep(0.1)
        for _at, undo in self.later:
            undo()
        self.crew.stop()
        self.book = self.relay.whole()
        return time.monotonic() - begun

    def strike(self, what: str) -> None:
        print(f"{self.relay.count():>7} mails: {what}", flush=True)
        begun = time.monotonic()
        if what == "kill" and not self.crew.shoot():
            self.plan.insert(0, (0, "kill"))
            return
        if what != "kill":
            getattr(self, what.replace(" ", "_"))()
        self.faults[what] += 1
        self.struck.append((begun, time.monotonic(), what))

    def midnight(self) -> None:
        """In three seconds a day is over by the workers' clocks: every digest is due, and the quiet hours end."""
        clock.jump_to_midnight(3)

    def all_expanded(self) -> bool:
        """What is expanded after midnight would wait for the next one."""
        from django.db import DatabaseError, connection

        from accounts.notices.models import Fact

        try:
            return not Fact.objects.due().exists()
        except DatabaseError:
            connection.close()
            return False

    def flush(self) -> None:
        wake(os.kill, Redis(self.home).pid() or 0)  # a frozen one would never answer: its waking up is ours
        redis.Redis.from_url(os.environ["REDIS_URL"]).flushall()

    def redis(self) -> None:
        """Killed, and back after two seconds: how long until the next mail?"""
        os.kill(Redis(self.home).pid() or 0, signal.SIGKILL)
        time.sleep(2)
        Redis(self.home, leash=True).start()
        if not self.something_due():
            return  # nothing that Redis could have held up
        before, back = self.relay.count(), time.monotonic()
        while self.relay.count() == before and time.monotonic() - back < 30:
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
        self.relay.change(trouble=0.5)
        self.later.append((time.monotonic() + 3, lambda: self.relay.change(trouble=0.0)))

    def refusal(self) -> None:
        """For three seconds a filter refuses every tenth recipient for good."""
        self.relay.change(refusing=0.1)
        self.later.append((time.monotonic() + 3, lambda: self.relay.change(refusing=0.0)))

    def hanging(self) -> None:
        self.relay.change(hanging=True)
        self.later.append((time.monotonic() + 4, lambda: self.relay.change(hanging=False)))

    def many_tasks(self) -> None:
        """The same wake-up 200 times: tasks decide nothing."""
        from benchmarks.mail_app import app

        patient = {"max_retries": 60, "interval_start": 0.5, "interval_max": 0.5}  # Redis may just have been killed
        for _ in range(200):
            for name, queue in (("drain", "mail"), ("expand", "default")):
                app.send_task(f"accounts.notices.{name}", queue=queue, retry=True, retry_policy=patient)

    def memory(self) -> int:
        try:
            return int(redis.Redis.from_url(os.environ["REDIS_URL"], socket_timeout=1).info("memory")["used_memory"])
        except redis.RedisError:
            return 0

    def finished(self) -> bool:
        from django.db import DatabaseError, connection

        from accounts.notices.models import Delivery, Fact

        if self.plan or not self.faults["midnight"]:
            return False
        try:
            open_ = Delivery.objects.exclude(state__in=["sent", "failed", "obsolete"])
            return not Fact.objects.due().exists() and not open_.exists()
        except DatabaseError:
            connection.close()
            return False


def choose_their_pace(drill: Drill, send: Callable[..., object]) -> None:
    """Every twentieth reader wants one mail a day, at midnight, and two more things happen for them: three rows, one
    mail. Another twentieth sleeps until midnight. Every fiftieth mailbox is no more."""
    from accounts.notices.models import Preference, Rhythm
    from accounts.users.models import User

    readers = list(User.objects.filter(email__startswith="reader").order_by("pk"))
    some, sleepers = readers[::20], readers[1::20]
    drill.relay.change(gone={user.email for user in readers[2::50]})
    drill.digests, drill.quiet = len(some), len(sleepers)
    midnight, evening = dt.time(0), dt.time(21)
    wish = {"category": "gatherings", "kind": "tests.news", "pace": "daily"}
    Preference.objects.bulk_create([Preference(person=user, **wish) for user in some])
    Rhythm.objects.bulk_create(
        [Rhythm(person=user, digest_at=midnight) for user in some]
        + [Rhythm(person=user, quiet_from=evening, quiet_until=midnight) for user in sleepers]
    )
    for _ in range(2):
        send("tests.news", to=some)


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
    os.environ.setdefault("LOG_LEVEL", "WARNING")  # what workers say of mails in doubt
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # its workers end with it
    with room.Elsewhere() as elsewhere, room.servers(lease=LEASE, home=chosen.home) as home:
        relay = elsewhere.relay(pause=chosen.relay_ms / 1000)  # type: ignore[attr-defined]
        room.open_door(relay.start().port)
        from accounts.notices import actions

        clock.begin(home, hour=22)
        room.people(chosen.people)
        actions.send("tests.news")
        drill = Drill(home, relay, chosen.people, chosen.kills)
        choose_their_pace(drill, actions.send)
        try:
            seconds = drill.run(chosen.patience)
        finally:
            drill.crew.stop()
        drill_report.tell_doubles(drill)
        drill_report.tell_doubts(home)
        text, lost = drill_report.report(drill, seconds)
        print(text)
        if not drill.finished():
            print("Not finished in time: what is missing may still be on its way, so nothing is written down.")
            return 1
        name = f"relay {chosen.relay_ms:.0f} ms" if chosen.kills else "nobody killed"
        room.write_section(chosen.page, f"The last drill, {name}", text)
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
