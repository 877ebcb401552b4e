"""PostgreSQL and Redis that start by themselves where no DATABASE_URL and REDIS_URL are set (`python -m config.services`)."""

import atexit
import fcntl
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from config.engines import SHORT, Postgres, Redis, ServicesError, bury, sockets_of

BASE_DIR = Path(__file__).resolve().parent.parent
TEST_FOLDER = "kanae-test-"
TEST_HOME = "KANAE_TEST_HOME"  # set by the run that started the cluster, read by its workers and subprocesses


@dataclass(frozen=True)
class Addresses:
    database_url: str
    redis_url: str


def data_dir() -> Path:
    """The data folder of this process: DATA_DIR, or var/ beside the code."""
    return Path(os.environ.get("DATA_DIR") or BASE_DIR / "var").absolute()


def addresses(home: Path | str) -> Addresses:
    """Where the services of `home` listen, whether or not they run."""
    home = Path(home).resolve()
    return Addresses(Postgres(home).url, Redis(home).url)


def start(home: Path | str, *, durable: bool = True, leash: bool = False) -> Addresses:
    """Both services run and answer: they are started, or found running. With `leash` they die with this process."""
    home = Path(home).resolve()
    prepare(home)
    with _lock(home):
        Postgres(home, durable=durable, leash=leash).start()
        Redis(home, leash=leash).start()
    return addresses(home)


def stop(home: Path | str) -> None:
    """Neither service runs; what is on disk is whole."""
    home = Path(home).resolve()
    if not home.exists():
        return
    prepare(home)
    with _lock(home):
        Redis(home).stop()
        Postgres(home).stop()
    if (outside := sockets_of(home)).parent != home:
        shutil.rmtree(outside, ignore_errors=True)


def status(home: Path | str) -> dict[str, int | None]:
    """The process number of each service, None for one that doesn't run."""
    home = Path(home).resolve()
    return {"postgres": Postgres(home).pid(), "redis": Redis(home).pid()}


@contextmanager
def borrowed(home: Path | str) -> Iterator[Addresses]:
    """The services run inside the block; whoever leaves last stops them, unless they were there before or are kept."""
    home = Path(home).resolve()
    prepare(home)
    with (home / "users.lock").open("a+") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        if not any(status(home).values()):
            (home / "services.borrowed").touch()
        try:
            yield start(home)
        finally:
            with suppress(BlockingIOError):
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)  # nobody else is inside
                _hand_back(home)


def keep(home: Path | str) -> None:
    """The services go on running after the last borrower has left, until somebody stops them."""
    (Path(home).resolve() / "services.borrowed").unlink(missing_ok=True)


def for_tests() -> None:
    """One throwaway cluster for a whole test run: the first process starts it, workers inherit its address."""
    if not os.environ.get(TEST_HOME):
        _sweep_test_folders()
        home = Path(tempfile.mkdtemp(prefix=TEST_FOLDER, dir=SHORT))
        home.chmod(0o711)
        (home / "static").mkdir()  # whitenoise warns without it, and warnings are errors
        _HELD.append(_held(home / "run.lock"))
        found = start(home, durable=False, leash=True)
        atexit.register(_end_of_tests, home, os.getpid())
        os.environ[TEST_HOME] = os.environ["DATA_DIR"] = str(home)
        os.environ["DATABASE_URL"] = os.environ.get("KANAE_TEST_DATABASE_URL") or found.database_url
        os.environ["REDIS_URL"] = os.environ.get("KANAE_TEST_REDIS_URL") or found.redis_url
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if worker.startswith("gw") and not os.environ.get("KANAE_TEST_REDIS_URL"):
        # One Redis, one numbered database for each worker: a FLUSHDB in one must not empty another's.
        number = 1 + int(worker[2:]) % 62
        os.environ["REDIS_URL"] = Redis(Path(os.environ[TEST_HOME])).url.replace("db=0", f"db={number}")


_HELD: list[IO[str]] = []


def _hand_back(home: Path) -> None:
    if (home / "services.borrowed").exists():
        stop(home)
        keep(home)


def prepare(home: Path) -> None:
    """The data folder exists and can be written, or the refusal says so."""
    try:
        home.mkdir(mode=0o711, parents=True, exist_ok=True)
        (home / "services.lock").touch()
    except OSError as problem:
        raise ServicesError(
            f"データフォルダー {home} に書き込めません。DATA_DIR に書き込める場所を指定してください。",
            f"The data folder {home} can't be written: set DATA_DIR to a folder you may write to.",
        ) from problem


@contextmanager
def _lock(home: Path) -> Iterator[None]:
    with (home / "services.lock").open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _held(path: Path) -> IO[str]:
    lock = path.open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        raise
    return lock


def _end_of_tests(home: Path, starter: int) -> None:
    if os.getpid() == starter:  # a fork of the test run leaves it alone
        while _HELD:
            _HELD.pop().close()
        stop(home)
        bury()
        shutil.rmtree(home, ignore_errors=True)


def _sweep_test_folders() -> None:
    """Removes what killed runs left behind: a folder whose lock nobody holds any more."""
    for home in SHORT.glob(f"{TEST_FOLDER}*"):
        with suppress(OSError), _held(home / "run.lock"):
            stop(home)
            shutil.rmtree(home, ignore_errors=True)


def main(arguments: list[str]) -> int:
    word = arguments[0] if arguments else ""
    home = data_dir()
    try:
        if word == "start":
            found = start(home)
            keep(home)
            print(f"DATABASE_URL={found.database_url}\nREDIS_URL={found.redis_url}")
        elif word == "stop":
            stop(home)
        elif word == "status":
            print("\n".join(f"{name}: {pid or '-'}" for name, pid in status(home).items()))
        else:
            print("python -m config.services start|stop|status", file=sys.stderr)
            return 2
    except ServicesError as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sys.exit(main(sys.argv[1:]))
