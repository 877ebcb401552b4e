"""`python -m benchmarks.redis_back`: Redis dies, comes back, and a mail waits: after how many seconds has it left?

Real workers and a real scheduler, nothing else going on. Writes its table into docs/reliability.md.
"""

import argparse
import os
import signal
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks import room
from benchmarks.drill import LEASE, Crew
from config.engines import Redis


class Outage:
    """One way in which Redis goes away for some seconds; `end` brings it back."""

    def __init__(self, home: Path, name: str, seconds: float) -> None:
        self.home, self.name, self.seconds = home, name, seconds

    def begin(self) -> None:
        os.kill(Redis(self.home).pid() or 0, signal.SIGSTOP if self.name == "frozen" else signal.SIGKILL)

    def end(self) -> None:
        if self.name == "frozen":
            os.kill(Redis(self.home).pid() or 0, signal.SIGCONT)
        else:
            Redis(self.home, leash=True).start()


def returns(crew: Crew, relay: room.Relay, outage: Outage, tell: Callable[[], object]) -> float:
    """Seconds from the moment Redis answers again until the mail that was written down meanwhile is at the relay."""
    outage.begin()
    time.sleep(outage.seconds)
    before = sum(relay.got.values())
    tell()
    outage.end()
    back = time.monotonic()
    while sum(relay.got.values()) == before and time.monotonic() - back < 90:
        crew.watch()
        time.sleep(0.02)
    return time.monotonic() - back


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--turns", type=int, default=3)
    words.add_argument("--logs", type=Path, default=None, help="a folder in which the workers' logs stay")
    words.add_argument("--home", type=Path, default=None, help="a folder of servers that stays for the next run")
    words.add_argument("--page", type=Path, default=room.ROOT / "docs" / "reliability.md")
    chosen = words.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # its workers end with it
    relay = room.Relay().start()
    with room.servers(lease=LEASE, home=chosen.home) as home:
        room.open_door(relay.port)
        from accounts.notices import actions

        room.people(1)
        crew = Crew(chosen.logs or home)
        try:
            crew.watch()
            actions.send("tests.news")
            while not relay.got:
                time.sleep(0.1)
            rows = []
            for name, seconds in (("killed", 2), ("killed", 10), ("killed", 40), ("frozen", 8)):
                outage, took = Outage(home, name, seconds), []
                for _ in range(chosen.turns):
                    time.sleep(3)
                    took.append(returns(crew, relay, outage, lambda: actions.send("tests.news")))
                    print(f"{name} for {seconds} s: {took[-1]:.1f} s", flush=True)
                rows.append([f"{name} for {seconds} s", f"{statistics.median(took):.1f} s", f"{max(took):.1f} s"])
        finally:
            crew.stop()
        text = f"{room.machine()}\n\n{room.table(['Redis', 'median', 'longest'], rows)}"
        print(text)
        room.write_section(chosen.page, "Redis back, until the waiting mail has left", text)


if __name__ == "__main__":
    main()
