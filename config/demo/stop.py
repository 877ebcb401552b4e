"""Stops the demo of a data folder from another shell, and what a killed one left running."""

import argparse
import signal
import sys
from pathlib import Path

from config import services
from config.demo import lock
from config.engines import ServicesError, send, wait_until


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data-dir", default=str(services.BASE_DIR / "var"))
    home = Path(parser.parse_args().data_dir).resolve()
    try:
        return _stop(home)
    except (ServicesError, OSError) as problem:
        print(problem, file=sys.stderr)
        return 1


def _stop(home: Path) -> int:
    if not home.exists() or not (lock.held(home) or any(services.status(home).values())):
        print("動いていません / Nothing is running")
        return 0
    if lock.held(home):
        send(int(lock.read(home)["pid"]), signal.SIGTERM)
        if not wait_until(lambda: not lock.held(home), 60):
            print(f"60秒待っても止まりません / Still running after 60 s: {lock.read(home)}", file=sys.stderr)
            return 1
    services.stop(home)
    print("止めました / Stopped")
    return 0


if __name__ == "__main__":
    sys.exit(main())
