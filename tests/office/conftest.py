"""LibreOffice, without a window and with a profile of its own."""

import shutil
import subprocess

import pytest


@pytest.fixture(scope="session")
def save_as(tmp_path_factory):
    """Open a file in LibreOffice and save it in another format, into a directory."""
    program = shutil.which("soffice")
    if program is None:
        pytest.fail("These tests need LibreOffice Calc: apt-get install libreoffice-calc")
    profile = tmp_path_factory.mktemp("profile").as_uri()

    def save(path, kind, directory):
        directory.mkdir(parents=True, exist_ok=True)
        command = [program, "--headless", f"-env:UserInstallation={profile}"]
        command += ["--convert-to", kind, "--outdir", str(directory), str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
        assert any(directory.iterdir()), done.stderr
        return directory

    return save
