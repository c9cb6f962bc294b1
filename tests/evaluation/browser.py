"""Debian's Chromium without a window, to look at pages as a reader does."""

import shutil
import subprocess
from pathlib import Path

import pytest

_NAMES = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> str:
    """The browser's path; skips the test where none is installed."""
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no Chromium is installed (Debian: apt-get install chromium)")
    return found


def run(*options: str, page: Path, anchor: str = "") -> str:
    """Open a page with options such as --dump-dom and return what the browser prints."""
    command = [
        *(chromium(), "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"),
        "--enable-logging=stderr",
        f"--user-data-dir={page.parent / 'profile'}", "--virtual-time-budget=4000", *options,
        page.as_uri() + anchor,
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=True)
    # Scripts that fail say so on the console.
    assert "Uncaught" not in done.stderr, done.stderr
    assert "Content Security Policy" not in done.stderr, done.stderr
    return done.stdout
