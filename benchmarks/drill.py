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
            group.wait()
            return name
        children = psutil.Process(group.pid).children()
        if children:
            random.choice(children).send_signal(signal.SIGKILL)
        return f"a process of {name}" if children else ""

    def stop(self) -> None:
        for group in self.running.values():
            if group.poll() is None:
                os.killpg(group.pid, signal.SIGKILL)
                group.wait()


class Drill:
    def __init__(self, home: Path, relay: room.Relay, count: int, kills: int) -> None:
        self.home, self.relay, self.count = home, relay, count
        self.crew, self.faults, self.most_memory = Crew(home), Counter[str](), 0
        # Faults are spread over the mails, so that each falls into the middle of the work.
        plan = ["kill"] * kills + ["flush"] * 3 + ["redis"] + ["postgres"] * 2 + ["trouble"] * 3
        random.shuffle(plan)
        self.plan = [(count * (n + 1) // (len(plan) + 2), what) for n, what in enumerate(plan)]

    def run(self, patience: float) -> float:
        begun, self.calm = time.monotonic(), 0.0
        while time.monotonic() - begun < patience and not self.finished():
            self.crew.watch()
            if self.plan and len(self.relay.got) >= self.plan[0][0]:
                time.sleep(random.uniform(0, 0.3))
                self.strike(self.plan.pop(0)[1])
            if self.calm and time.monotonic() > self.calm:
                self.relay.trouble, self.calm = 0.0, 0.0
            time.sleep(0.1)
        self.crew.stop()
        return time.monotonic() - begun

    def strike(self, what: str) -> None:
        print(f"{len(self.relay.got):>7} mails: {what}", flush=True)
        if what == "kill" and not self.crew.shoot():
            self.plan.insert(0, (0, "kill"))
            return
        if what == "flush":
            redis.Redis.from_url(os.environ["REDIS_URL"]).flushall()
        if what == "redis":
            self.most_memory = max(self.most_memory, self.memory())
            os.kill(Redis(self.home).pid() or 0, signal.SIGKILL)
            time.sleep(2)
            Redis(self.home, leash=True).start()
        if what == "postgres":
            engine = Postgres(self.home, leash=True)
            os.kill(engine.pid() or 0, random.choice([signal.SIGINT, signal.SIGQUIT]))
            time.sleep(1)
            engine.start()
        if what == "trouble":
            self.relay.trouble, self.calm = 0.5, time.monotonic() + 3
        self.faults[what] += 1

    def memory(self) -> int:
        return int(redis.Redis.from_url(os.environ["REDIS_URL"]).info("memory")["used_memory"])

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


def report(drill: Drill, seconds: float) -> tuple[str, int]:
    from accounts.notices.models import Delivery, Notice

    got = drill.relay.got
    heard = {address for address, _ in got}
    lost, doubled = drill.count - len(heard), sum(got.values()) - len(heard)
    other_ids = len(got) - len(heard)
    states = Counter(Delivery.objects.values_list("state", flat=True))
    faults = drill.faults
    rows = [
        ["recipients", f"{drill.count:,}"],
        ["kill -9 of Celery workers or their processes", str(faults["kill"])],
        ["FLUSHALL / Redis kill -9", f"{faults['flush']} / {faults['redis']}"],
        ["PostgreSQL restarts (fast or immediate)", str(faults["postgres"])],
        ["phases in which half of the recipients got 451", f"{faults['trouble']} ({drill.relay.put_off:,} put off)"],
        ["what the relay takes between the dot and its 250", f"{drill.relay.pause * 1000:.0f} ms"],
        ["schedulers at the same time", "2"],
        ["**mails lost**", f"**{lost}**"],
        ["**mails doubled**", f"**{doubled}** (under another Message-ID: {other_ids})"],
        ["in-app notices missing or too many", str(Notice.objects.count() - drill.count)],
        ["rows marked sent", f"{states['sent']:,}"],
        ["seconds until the last one", f"{seconds:.0f}"],
        ["Redis memory when it was killed", f"{drill.most_memory / 1e6:.1f} MB"],
    ]
    return f"{room.machine()}\n\n{room.table(['what', 'measured'], rows)}", lost


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--people", type=int, default=20_000)
    words.add_argument("--kills", type=int, default=24)
    words.add_argument("--patience", type=float, default=900)
    words.add_argument("--relay-ms", type=float, default=10, help="how long the relay takes between dot and 250")
    words.add_argument("--seed", type=int, default=None)
    words.add_argument("--page", type=Path, default=room.ROOT / "docs" / "reliability.md")
    chosen = words.parse_args()
    random.seed(chosen.seed)
    relay = room.Relay(pause=chosen.relay_ms / 1000).start()
    with room.servers(lease=LEASE) as home:
        room.open_door(relay.port)
        from accounts.notices import actions

        room.people(chosen.people)
        actions.send("tests.news")
        drill = Drill(home, relay, chosen.people, chosen.kills)
        try:
            seconds = drill.run(chosen.patience)
        finally:
            drill.crew.stop()
        text, lost = report(drill, seconds)
        print(text)
        room.write_section(chosen.page, f"The last drill, relay {chosen.relay_ms:.0f} ms", text)
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
