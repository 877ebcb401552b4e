"""Makes .venv and fills it from a lock file, if that isn't done yet. Runs on any Python 3, before anything is installed."""

import fcntl
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent.parent
VENV = BASE / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed.json"
OLDEST = (3, 11)


def main(arguments):
    if sys.version_info < OLDEST:
        here = platform.python_version()
        stop(
            f"Python 3.11 以上が必要です（今の python3 は {here}）。"
            "make demo PYTHON=/path/to/python3.11 のように指定できます。",
            f"Python 3.11 or newer is needed (python3 is {here} here): make demo PYTHON=/path/to/python3.11",
        )
    if arguments == ["--present"]:
        if not works():
            stop(
                "まだ何も動かしたことがないようです（.venv がありません）。",
                "Nothing was ever started here (no .venv).",
            )
        return
    with (BASE / ".venv.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # make demo and make test at once
        ensure(arguments[0])


def ensure(lock_file):
    wanted = fingerprint(lock_file)
    if works() and read_stamp().get(lock_file) == wanted:
        say("Python の部品はそろっています", "Python packages: already installed")
        return
    if not works():
        make()
    say(
        "Python の部品を入れています（初めてのときは 1〜2 分）…",
        "Installing the Python packages (a minute or two the first time)…",
    )
    install(lock_file)
    stamp = read_stamp()
    stamp[lock_file] = wanted
    if lock_file != "requirements.txt":
        stamp["requirements.txt"] = fingerprint("requirements.txt")  # the development lock holds it whole
    STAMP.write_text(json.dumps(stamp))


def works():
    """The environment's own Python runs and is new enough; a copied or half-made folder doesn't count."""
    code = f"import sys, pip; sys.exit(sys.version_info < {OLDEST} or sys.prefix != {str(VENV)!r})"
    try:
        return subprocess.call([str(PYTHON), "-c", code], stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def make():
    say("Python の環境を作っています…", "Making a Python environment…")
    shutil.rmtree(str(VENV), ignore_errors=True)
    made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if made.returncode:
        shutil.rmtree(str(VENV), ignore_errors=True)
        print(made.stdout.decode(errors="replace").strip(), file=sys.stderr)
        stop(
            "Python の環境を作れませんでした。venv がない場合: Debian/Ubuntu では apt-get install python3-venv、ほかは上の記録をご覧ください。",
            "The Python environment could not be made. If venv is missing: apt-get install python3-venv (Debian, Ubuntu);"
            " otherwise see the lines above.",
        )


def install(lock_file):
    total = (BASE / lock_file).read_text().count("==")
    command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check"]
    # The lock is whole: without --no-deps an old pip looks up "coverage[toml]" anew and stumbles over a later release.
    command += ["--no-input", "--progress-bar", "off", "--no-deps", "--require-hashes", "-r", str(BASE / lock_file)]
    with tempfile.NamedTemporaryFile("w+", suffix=".log") as log:
        pip = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
        told = time.time()
        while pip.poll() is None:
            time.sleep(0.2)
            if time.time() - told > 5:
                told = time.time()
                print(f"      … {min(collected(log.name), total)} / {total}", flush=True)
        if pip.returncode:
            explain(Path(log.name).read_text(errors="replace"))


def collected(log):
    lines = Path(log).read_text(errors="replace").splitlines()
    return sum(line.startswith(("Collecting ", "Requirement already satisfied")) for line in lines)


def explain(log):
    print("\n".join(log.splitlines()[-15:]), file=sys.stderr)
    if "gcc" in log or "compiler" in log or "Failed to build" in log:
        stop(
            "この Python や機械に合う出来合いの部品がなく、組み立てるための C コンパイラーもありません（例: apt-get install build-essential python3-dev）。",
            "A package has no ready-made build for this Python and machine, and there is no C compiler to build it"
            " (apt-get install build-essential python3-dev, for example). The end of pip's log is above.",
        )
    stop(
        "Python の部品を入れられませんでした。上は pip の記録の終わりです。ネットワークを確かめて、もう一度お試しください。",
        "The Python packages could not be installed; the end of pip's log is above. Check the network and try again.",
    )


def fingerprint(lock_file):
    return hashlib.sha256((BASE / lock_file).read_bytes()).hexdigest()


def read_stamp():
    try:
        return json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}


def say(ja, en):
    print(f"{os.environ.get('STEP', '')}{ja} / {en}", flush=True)


def stop(ja, en):
    print(f"\n{ja}\n{en}", file=sys.stderr)
    sys.exit(1)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except PermissionError as problem:
        stop(
            f"このフォルダーに書き込めません（{problem.filename}）。自分のフォルダーに複製してからお試しください。",
            f"This folder can't be written ({problem.filename}): make your own copy of it first.",
        )
    except KeyboardInterrupt:
        sys.exit(130)
