"""The embedded servers: started, found again, stopped, and mended after every kind of sudden death."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest
import redis

from config import services
from config.engines import LONGEST_SOCKET_PATH, Postgres, ServicesError, sockets_of, wait_until

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")  # servers outlive the objects that started them


@pytest.fixture
def home() -> Iterator[Path]:
    # Not pytest's own folder: its name is too long for a socket, which is another test.
    folder = Path(tempfile.mkdtemp(prefix="kanae-t-", dir="/tmp"))
    folder.chmod(0o711)
    yield folder
    services.stop(folder)
    shutil.rmtree(folder)


def begin(home: Path) -> services.Addresses:
    return services.start(home, durable=False)


def both_answer(found: services.Addresses) -> bool:
    connection = psycopg2.connect(found.database_url)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        rows = cursor.fetchall()
    connection.close()
    client = redis.Redis.from_url(found.redis_url)
    pong = client.ping()
    client.close()
    return rows == [(1,)] and pong is True


def remember(found: services.Addresses, statement: str) -> list[tuple[object, ...]]:
    connection = psycopg2.connect(found.database_url)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(statement)
        rows = cursor.fetchall() if cursor.description else []
    connection.close()
    return rows


def test_a_start_gives_two_servers_that_answer_and_a_stop_ends_both(home: Path) -> None:
    found = begin(home)
    assert found == services.addresses(home)
    assert both_answer(found)
    services.stop(home)
    assert services.status(home) == {"postgres": None, "redis": None}


def test_a_second_start_finds_the_same_servers(home: Path) -> None:
    begin(home)
    before = services.status(home)
    begin(home)
    assert services.status(home) == before


def test_data_outlives_a_stop(home: Path) -> None:
    found = begin(home)
    remember(found, "CREATE TABLE kept AS SELECT 7 AS seven")
    services.stop(home)
    begin(home)
    assert remember(found, "SELECT seven FROM kept") == [(7,)]


def test_both_servers_killed_outright_are_back_with_the_next_start(home: Path) -> None:
    found = begin(home)
    for pid in services.status(home).values():
        assert pid
        os.kill(pid, signal.SIGKILL)
    wait_until(lambda: not any(services.status(home).values()), 5)
    begin(home)
    assert both_answer(found)


def test_a_process_number_that_now_belongs_to_another_program_is_not_taken_for_ours(home: Path) -> None:
    found = begin(home)
    services.stop(home)
    for name in ("postgres/postmaster.pid", "redis.pid"):
        (home / name).write_text(f"{os.getpid()}\n")
    assert services.status(home) == {"postgres": None, "redis": None}
    services.stop(home)  # must not end this test run
    begin(home)
    assert both_answer(found)


def test_a_redis_that_hangs_is_replaced(home: Path) -> None:
    found = begin(home)
    pid = services.status(home)["redis"]
    assert pid
    os.kill(pid, signal.SIGSTOP)
    begin(home)
    assert both_answer(found)
    assert services.status(home)["redis"] != pid


def test_a_half_made_cluster_is_made_anew(home: Path) -> None:
    (home / "postgres.unfinished").mkdir()
    (home / "postgres.unfinished" / "PG_VERSION").write_text("18")
    assert both_answer(begin(home))


def test_a_long_path_puts_the_sockets_under_tmp(home: Path) -> None:
    deep = home / ("long" * 30)
    assert sockets_of(home) == home / "sockets"
    assert sockets_of(deep).parent == Path("/tmp")
    assert len(str(sockets_of(deep) / ".s.PGSQL.5432")) <= LONGEST_SOCKET_PATH
    try:
        assert both_answer(begin(deep))
    finally:
        services.stop(deep)
    assert not sockets_of(deep).exists()


def test_the_product_is_no_superuser(home: Path) -> None:
    found = begin(home)
    assert remember(found, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") == [(False,)]


def test_nobody_else_may_enter_the_sockets(home: Path) -> None:
    begin(home)
    assert (home / "sockets").stat().st_mode & 0o777 == 0o700
    assert (home / "postgres").stat().st_mode & 0o777 == 0o700


def test_a_folder_that_cannot_be_written_is_one_sentence(home: Path) -> None:
    (home / "file").touch()
    with pytest.raises(ServicesError, match="書き込めません"):
        services.start(home / "file" / "inside")


def test_the_last_borrower_stops_the_servers(home: Path) -> None:
    with services.borrowed(home):
        with services.borrowed(home):
            pass
        assert all(services.status(home).values())
    assert not any(services.status(home).values())


def test_a_borrower_leaves_servers_running_that_were_there_before(home: Path) -> None:
    begin(home)
    with services.borrowed(home):
        pass
    assert all(services.status(home).values())


def test_servers_on_a_leash_end_with_the_process_that_started_them(home: Path) -> None:
    code = "import os, sys; from config import services; services.start(sys.argv[1], durable=False, leash=True); os._exit(9)"
    ended = subprocess.run([sys.executable, "-c", code, str(home)], cwd=services.BASE_DIR, check=False)
    assert ended.returncode == 9
    assert wait_until(lambda: not any(services.status(home).values()), 20)


def test_this_run_has_a_cluster_of_its_own() -> None:
    """Two runs at once on one machine never meet: the folder is made for this one."""
    home = Path(os.environ[services.TEST_HOME])
    assert home.name.startswith(services.TEST_FOLDER)
    assert Postgres(home).pid()


def test_a_command_without_servers_brings_its_own_and_takes_them_away(home: Path) -> None:
    """A manage.py command of somebody who has no servers runs all the same, and leaves none behind."""
    environment = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "REDIS_URL", services.TEST_HOME}}
    environment |= {"DATA_DIR": str(home), "KANAE_ENV": "", "DJANGO_SETTINGS_MODULE": "config.settings"}
    code = "from django.db import connection as c; k = c.cursor(); k.execute('SELECT 40 + 2'); print(k.fetchall())"
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", code]
    ran = subprocess.run(command, cwd=services.BASE_DIR, env=environment, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout.strip()) == (0, "[(42,)]"), ran.stderr
    assert services.status(home) == {"postgres": None, "redis": None}
