"""What `make demo` runs: services, web, workers, scheduler and mailbox together, watched, and stopped in order."""

import argparse
import ctypes
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import ExitStack
from http import HTTPStatus
from pathlib import Path
from types import FrameType
from typing import NoReturn

from config import services
from config.demo import lock
from config.demo.children import Child
from config.engines import ServicesError, tail, wait_until

BASE_DIR = services.BASE_DIR
STEPS = 7
PATIENCE = {"beat": 5.0, "web": 8.0, "worker": 10.0, "mail": 10.0, "outbox": 3.0}
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
CELERY_QUIET = ["--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "INFO"]


class Stopped(Exception):
    """Ctrl-C, a termination, or the terminal closed."""


def say(step: int, ja: str, en: str) -> None:
    print(f"[{step}/{STEPS}] {ja} / {en}", flush=True)


def tell(ja: str, en: str) -> None:
    print(f"      {ja} / {en}", flush=True)


def main() -> int:
    options = _options()
    for word in STOPPING:
        signal.signal(word, _stop)
    if os.environ.get("MAKELEVEL"):
        _die_with_make()
    try:
        _run(Path(options.data_dir).absolute(), _port(options.port))
    except ServicesError as problem:
        print(f"\n{problem.ja}\n{problem.en}", file=sys.stderr)
        return 1
    except Stopped:
        pass
    return 0


def _run(home: Path, port: int) -> None:
    home = home.resolve()
    say(2, f"データフォルダー {home} を確かめています…", "Checking the data folder and the port…")
    with ExitStack() as undo:
        services.prepare(home)
        held, left_behind = lock.take(home, port)
        undo.callback(lock.release, held)
        _refuse_taken(port)
        if left_behind:
            tell(
                "前回は途中で終わっていました。続きから始めます。",
                "The last run ended abruptly; picking up from there.",
            )
        say(3, "データベースと Redis を起動しています…", "Starting the database and Redis…")
        undo.callback(services.stop, home)
        environment = _environment(home, port)
        _prepare_data(environment)
        say(7, "ウェブ、通知の係、時計、郵便受けを起動しています…", "Starting web, workers, scheduler and mailbox…")
        children = _children(home, port, environment)
        undo.callback(_stop_children, children)
        for child in children.values():
            child.start()
        wait_for_the_page(children["web"], port)
        _greet(port)
        _watch(children, home)


def _environment(home: Path, port: int) -> dict[str, str]:
    """What each child gets: servers named by the caller are used, the others are the embedded ones."""
    given = {name: os.environ.get(name, "") for name in ("DATABASE_URL", "REDIS_URL", "EMAIL_URL")}
    embedded = services.addresses(home)
    if not given["DATABASE_URL"] or not given["REDIS_URL"]:
        embedded = services.start(home)
        services.keep(home)
    address = f"http://127.0.0.1:{port}"
    return os.environ | {
        "KANAE_ENV": "demo",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": given["DATABASE_URL"] or embedded.database_url,
        "REDIS_URL": given["REDIS_URL"] or embedded.redis_url,
        "EMAIL_URL": given["EMAIL_URL"] or f"smtp://127.0.0.1:{_free_port()}",
        "DATA_DIR": str(home),
        "SITE_URL": address,
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        # At the foot of each mail stands whoever runs the site: nobody real in the demo.
        "OPERATOR_ADDRESS": "東京都架空区かなえ町1-1",
        "OPERATOR_CONTACT": "hello@demo.kanae.example",
        "SECRET_KEY": _secret(home / "secret-key"),
        "DEBUG": "0",
        "PYTHONUNBUFFERED": "1",
    }


def _prepare_data(environment: dict[str, str]) -> None:
    """Steps 4 to 6 in a process of their own, so that what watches the demo stays small."""
    command = [sys.executable, "-m", "config.demo.prepare"]
    with subprocess.Popen(command, cwd=BASE_DIR, env=environment, start_new_session=True) as step:
        try:
            status = step.wait()
        except Stopped:
            step.kill()
            raise
    if status:
        raise ServicesError(
            "準備の途中で止まりました。理由は上のとおりです。",
            "The preparation stopped; the reason stands above.",
        )


def _children(home: Path, port: int, environment: dict[str, str]) -> dict[str, Child]:
    python, celery = [sys.executable, "-m"], [sys.executable, "-m", "celery", "-A", "config.celery"]
    web = ["gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "4", "--preload"]
    web += ["--timeout", "120", "--graceful-timeout", "5", "--access-logfile", "-", "--no-control-socket"]
    commands = {
        "web": ("ウェブ", "web", [*python, *web]),
        "worker": (
            "通知の係",
            "worker",
            [*celery, "worker", "-Q", "default", "-n", "default@%h", "-c", "1", *CELERY_QUIET],
        ),
        "mail": (
            "メールの係",
            "mail worker",
            [*celery, "worker", "-Q", "mail", "-n", "mail@%h", "-c", "1", *CELERY_QUIET],
        ),
        "beat": ("時計", "scheduler", [*celery, "beat", "--loglevel", "WARNING", "--pidfile="]),
    }
    if not os.environ.get("EMAIL_URL"):
        sink = ["config.demo.sink", environment["EMAIL_URL"].rsplit(":", 1)[1], str(home / "outbox")]
        commands = {"outbox": ("郵便受け", "mailbox", [*python, *sink])} | commands
    return {
        name: Child(ja, en, command, environment, home / "logs" / f"{name}.log", BASE_DIR)
        for name, (ja, en, command) in commands.items()
    }


def _watch(children: dict[str, Child], home: Path) -> NoReturn:
    looked = time.monotonic()
    while True:
        for child in children.values():
            _revive(child)
        if time.monotonic() - looked > 2:
            _revive_services(home)
            looked = time.monotonic()
        time.sleep(0.3)


def _revive(child: Child) -> None:
    if (pause := child.died()) is not None:
        code = child.process.returncode if child.process else None
        tell(
            f"{child.ja}が止まりました（{code}）。{pause:.0f}秒後に起動しなおします。記録: {child.log}",
            f"{child.en} stopped ({code}); starting it again in {pause:.0f} s",
        )
    elif child.due and time.monotonic() >= child.due:
        child.start()


def _revive_services(home: Path) -> None:
    if os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"):
        return
    missing = [name for name, pid in services.status(home).items() if pid is None]
    if missing:
        names = ", ".join(missing)
        tell(f"{names} が止まっていたので起動しなおします。", f"{names} had stopped; starting again")
        try:
            services.start(home)
        except ServicesError as problem:
            print(problem, file=sys.stderr, flush=True)


def _stop_children(children: dict[str, Child]) -> None:
    """First what makes work, then what does it, then what receives the mail."""
    print(flush=True)
    tell("止めています…", "Stopping…")
    for name in ("beat", "web", "worker", "mail", "outbox"):
        if name in children:
            children[name].stop(PATIENCE[name])


def wait_for_the_page(web: Child, port: int) -> None:
    """One answer is enough: to be asked once more another process may still be loading, and take too long."""
    answer = 0

    def told() -> bool:
        nonlocal answer
        answer = _answer_of(port)
        return answer != 0 or not web.alive()

    wait_until(told, 60)
    if answer != HTTPStatus.OK:
        raise ServicesError(
            f"ウェブが起動しませんでした。記録 {web.log} の終わり:\n{tail(web.log, 20)}",
            f"The web server didn't start; the end of {web.log.name} is above.",
        )


def _answer_of(port: int) -> int:
    """The status of /healthz; 0 while nobody listens."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as answer:
        return answer.code
    except OSError:
        return 0


def _greet(port: int) -> None:
    print(
        f"""
  叶え / Kanae    http://127.0.0.1:{port}/demo/

  上のページで、なりたい人を選ぶだけで入れます。届いたメールは http://127.0.0.1:{port}/demo/outbox/
  Open the page above and choose who you would like to be; every mail is at /demo/outbox/
  止めるには Ctrl-C（別の端末からは make demo-stop） / Ctrl-C stops it (make demo-stop from another shell)
""",
        flush=True,
    )


def _refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as problem:
            other = port + 1 if 1024 <= port < 65535 else 8001
            raise ServicesError(
                f"ポート {port} は使えません（{problem.strerror}）。make demo PORT={other} のように別の番号を指定してください。",
                f"Port {port} can't be used ({problem.strerror}): choose another, as in make demo PORT={other}",
            ) from problem


def _port(text: str) -> int:
    if text.isdecimal() and 0 < int(text) < 65536:
        return int(text)
    raise ServicesError(
        f"PORT は 1 から 65535 までの数で指定してください（今は「{text}」）。",
        f"PORT must be 1 to 65535, not “{text}”.",
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _secret(path: Path) -> str:
    """Kept, so that a second start leaves everybody logged in."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64))
    return path.read_text()


def _die_with_make() -> None:
    try:
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)
    except (OSError, AttributeError):
        return


def _stop(_word: int, _frame: FrameType | None) -> NoReturn:
    for word in STOPPING:
        signal.signal(word, signal.SIG_IGN)  # an impatient second Ctrl-C must not tear the orderly end apart
    raise Stopped


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", default="8000")
    parser.add_argument("--data-dir", default=str(BASE_DIR / "var"))
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
