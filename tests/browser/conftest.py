"""What tests with a browser stand on: Debian's Chromium, run without a window."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

SECONDS = 60
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the browser; these tests fail where there is none."""
    path = shutil.which("chromium")
    assert path is not None, "The tests in tests/browser need chromium (apt-get install chromium)."
    return path


@pytest.fixture
def printed_pdf(chromium: str, tmp_path: Path) -> Callable[[str], Path]:
    """Print a page of HTML to a PDF, and return the PDF's path."""

    def run(html: str) -> Path:
        page, pdf = tmp_path / "page.html", tmp_path / "page.pdf"
        page.write_text(html, encoding="utf-8")
        profile = f"--user-data-dir={tmp_path / 'profile'}"
        command = [chromium, *FLAGS, profile, "--no-pdf-header-footer", f"--print-to-pdf={pdf}"]
        subprocess.run([*command, page.as_uri()], check=True, capture_output=True, timeout=SECONDS)
        return pdf

    return run
