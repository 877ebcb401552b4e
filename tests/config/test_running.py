"""The demo as a newcomer starts it: one process that runs everything, refuses clearly, mends itself and leaves nothing."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import psutil
import pytest

from config import services
from config.demo.children import Child
from config.demo.run import wait_for_the_page
from config.engines import wait_until

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


@dataclass
class Demo:
    home: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    def command(self, port: int | str = "", home: Path | str = "") -> list[str]:
        options = ["--port", str(port or self.port), "--data-dir", str(home or self.home)]
        return [sys.executable, "-m", "config.demo.run", *options]

    def start(self) -> str:
        """What it printed once it was up."""
        out = self.home.with_suffix(".out")
        with out.open("wb") as printed:
            self.process = subprocess.Popen(
                self.command(), cwd=services.BASE_DIR, env=clean(), stdout=printed, stderr=subprocess.STDOUT
            )
        wait_until(lambda: "Ctrl-C" in out.read_text() or self.process.poll() is not None, 300)
        assert self.process.poll() is None, out.read_text()
        return out.read_text()

    def refused(self, port: int | str = "", home: Path | str = "") -> str:
        ran = subprocess.run(
            self.command(port, home), cwd=services.BASE_DIR, env=clean(), capture_output=True, text=True, check=False
        )
        assert ran.returncode == 1
        return ran.stderr

    def end(self, how: int) -> int:
        self.process.send_signal(how)
        return self.process.wait(60)

    def processes(self) -> list[psutil.Process]:
        """Everything that has to do with this data folder or this port, wherever it hangs in the tree."""
        marks = (str(self.home), f"127.0.0.1:{self.port}", str(self.port))
        found = [p for p in psutil.process_iter(["cmdline", "environ"]) if p.pid != os.getpid()]
        return [p for p in found if any(mark in _all_words(p) for mark in marks)]


def _all_words(process: psutil.Process) -> str:
    environ = process.info["environ"] or {}
    return " ".join([*(process.info["cmdline"] or []), environ.get("DATA_DIR", "")])


def clean() -> dict[str, str]:
    ours = {"DATABASE_URL", "REDIS_URL", "EMAIL_URL", "KANAE_ENV", "DATA_DIR", services.TEST_HOME, "MAKELEVEL"}
    return {name: value for name, value in os.environ.items() if name not in ours}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def demo() -> Iterator[Demo]:
    home = Path(tempfile.mkdtemp(prefix="kanae-d-", dir="/tmp"))
    home.chmod(0o711)
    running = Demo(home, free_port())
    yield running
    if running.process and running.process.poll() is None:
        running.end(signal.SIGTERM)
    services.stop(home)
    shutil.rmtree(home)
    home.with_suffix(".out").unlink(missing_ok=True)


def ask(demo: Demo, path: str) -> bytes:
    with urllib.request.urlopen(f"http://127.0.0.1:{demo.port}{path}", timeout=10) as answer:
        return bytes(answer.read())


def test_the_demo_runs_refuses_a_second_copy_mends_itself_goes_on_after_a_death_and_leaves_nothing(
    demo: Demo,
) -> None:
    """One story, since the first start of each demo costs a minute."""
    printed = demo.start()
    assert [f"[{n}/7]" in printed for n in range(2, 8)] == [True] * 6
    assert json.loads(ask(demo, "/readyz"))["status"] == "ok"
    assert "okada@demo.kanae.example" in ask(demo, "/demo/").decode()

    assert "もう動いています" in demo.refused(port=free_port())
    assert "は使えません" in demo.refused(home=demo.home / "other")

    for pid in services.status(demo.home).values():
        assert pid
        os.kill(pid, signal.SIGKILL)
    (web, *_rest) = [p for p in demo.processes() if "gunicorn" in _all_words(p)]
    web.kill()
    assert wait_until(lambda: _ready(demo), 30)

    demo.process.kill()
    demo.process.wait()
    python = str(Path(sys.executable))
    assert wait_until(lambda: not [p for p in demo.processes() if python in _all_words(p)], 30)
    assert "前回は途中で終わっていました" in demo.start()
    assert "前回のデータをそのまま使います" in demo.home.with_suffix(".out").read_text()
    assert demo.end(signal.SIGINT) == 0
    assert demo.processes() == []

    assert "前回のデータをそのまま使います" in demo.start()
    stop = [sys.executable, "-m", "config.demo.stop", "--data-dir", str(demo.home)]
    subprocess.run(stop, cwd=services.BASE_DIR, env=clean(), check=True, capture_output=True)
    # The stopped runner may still be closing its own door.
    assert wait_until(lambda: demo.processes() == [], 10)


def test_a_page_that_answered_once_is_up(tmp_path: Path) -> None:
    """Asked once more it may be slow: another process of the web server is still loading."""
    asked = []

    class Once(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200 if len(asked) == 1 else 503)
            self.end_headers()

    sleeper = Child("", "", ["sleep", "60"], {}, tmp_path / "web.log", tmp_path)
    sleeper.start()
    with HTTPServer(("127.0.0.1", 0), Once) as door:
        threading.Thread(target=door.serve_forever, daemon=True).start()
        wait_for_the_page(sleeper, door.server_port)
        door.shutdown()
    sleeper.stop(5)
    assert asked == ["/healthz"]


@pytest.mark.parametrize("port", ["abc", "0", "70000"])
def test_a_port_that_is_none_is_one_sentence(demo: Demo, port: str) -> None:
    assert "PORT は 1 から 65535 まで" in demo.refused(port=port)


def test_a_data_folder_that_cannot_be_made_is_one_sentence(demo: Demo) -> None:
    (demo.home / "file").touch()
    told = demo.refused(home=demo.home / "file" / "x")
    assert "書き込めません" in told
    assert "Traceback" not in told


def _ready(demo: Demo) -> bool:
    try:
        return bool(json.loads(ask(demo, "/readyz"))["status"] == "ok")
    except OSError:
        return False
