"""A child process of the demo: started in a group of its own, restarted with growing patience, stopped with all it made."""

import contextlib
import os
import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from config.engines import LONGEST_LOG, on_a_leash, wait_until

SHORTEST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
STEADY = 60.0  # a child that lived this long starts again without a pause


@dataclass
class Child:
    ja: str
    en: str
    command: list[str]
    environment: dict[str, str]
    log: Path
    folder: Path
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = SHORTEST_PAUSE
    due: float = field(default=0.0)
    deaths: int = 0

    def start(self) -> None:
        self.log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > LONGEST_LOG:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                self.command,
                cwd=self.folder,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=on_a_leash(signal.SIGTERM),
            )
        self.started, self.due = time.monotonic(), 0.0

    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def died(self) -> float | None:
        """Seconds until it may start again, told once for each death."""
        if self.alive() or self.due:
            return None
        self.kill_rest()
        self.deaths += 1
        steady = time.monotonic() - self.started > STEADY
        self.pause = SHORTEST_PAUSE if steady else min(self.pause * 2, LONGEST_PAUSE)
        self.due = time.monotonic() + self.pause
        return self.pause

    def stop(self, patience: float) -> None:
        if self.process is None:
            return
        if self.alive():
            self.process.send_signal(signal.SIGTERM)
            wait_until(lambda: not self.alive(), patience)
        self.kill_rest()
        self.process.wait()

    def kill_rest(self) -> None:
        """Whatever the child left in its group: a killed web server's workers would keep the port."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if self.process:
                os.killpg(self.process.pid, signal.SIGKILL)
