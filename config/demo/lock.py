"""One demo for each data folder: who runs it, on which port. The lock ends with its process, however that ends."""

import fcntl
import json
import os
from pathlib import Path
from typing import IO, Any

from config.engines import ServicesError


def path_of(home: Path) -> Path:
    return home / "demo.lock"


def take(home: Path, port: int) -> tuple[IO[str], bool]:
    """Holds the folder for this process; True beside it when the one before was killed in the middle."""
    lock = path_of(home).open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as problem:
        other = read(home)
        raise ServicesError(
            f"このデータフォルダーではもう動いています（プロセス {other.get('pid')}、http://127.0.0.1:{other.get('port')}/demo/）。"
            "止めるには make demo-stop、もう一つ動かすには DATA_DIR と PORT を変えてください。",
            f"It already runs on this data folder (process {other.get('pid')}, http://127.0.0.1:{other.get('port')}/demo/)."
            " Stop it with make demo-stop, or choose another DATA_DIR and PORT.",
        ) from problem
    left_behind = bool(read(home))
    _write(lock, {"pid": os.getpid(), "port": port})
    return lock, left_behind


def release(lock: IO[str]) -> None:
    _write(lock, {})
    lock.close()


def held(home: Path) -> bool:
    if not path_of(home).exists():
        return False
    with path_of(home).open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def read(home: Path) -> dict[str, Any]:
    try:
        return dict(json.loads(path_of(home).read_text() or "{}"))
    except (OSError, ValueError):
        return {}


def _write(lock: IO[str], holder: dict[str, Any]) -> None:
    lock.seek(0)
    lock.truncate()
    lock.write(json.dumps(holder) if holder else "")
    lock.flush()
