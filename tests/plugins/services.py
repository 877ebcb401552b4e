"""What a run says of the machine it ran on: its servers, and whether the browser tests could run."""

import os
import shutil

import pytest


def chromium() -> str | None:
    """The browser for the tests: KANAE_CHROMIUM, or Debian's."""
    named = os.environ.get("KANAE_CHROMIUM")
    return named or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def pytest_report_header() -> list[str]:
    return [f"PostgreSQL: {os.environ.get('DATABASE_URL')}", f"browser: {chromium() or 'none'}"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    in_browser = [item for item in items if item.get_closest_marker("browser")]
    if not in_browser or chromium():
        return
    if os.environ.get("CI") == "true":
        raise pytest.UsageError("CI=true and no Chromium: the browser tests must run (apt-get install chromium)")
    for item in in_browser:
        item.add_marker(pytest.mark.skip(reason="no Chromium"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not chromium():
        line = "NO CHROMIUM FOUND: the browser tests were SKIPPED (apt-get install chromium, or set KANAE_CHROMIUM)"
        terminalreporter.write_sep("!", line, red=True, bold=True)
