"""The wheel, unpacked in an empty place, does what the checkout does."""

import csv
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from kretslopp import artefacts

CHECKOUT = artefacts.data().parent
START = "from kretslopp.cli import main; main()"


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    home = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(home / "dist")],
        cwd=CHECKOUT,
        check=True,
        capture_output=True,
    )
    (wheel,) = (home / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(home / "site")
    return home


@pytest.fixture(scope="module")
def run(installed):
    """Run ``kretslopp`` from the wheel, in an empty place with a home of its own."""
    place = installed / "empty"
    place.mkdir()

    def command(*arguments, stdin=None):
        return subprocess.run(
            [sys.executable, "-P", "-c", START, *arguments],
            cwd=place,
            env={
                "PATH": os.environ["PATH"],
                "PYTHONPATH": str(installed / "site"),
                "HOME": str(installed / "home"),
            },
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    return command


def test_the_wheel_has_one_top_level_name(installed):
    names = {path.name for path in (installed / "site").iterdir()}
    assert {name for name in names if not name.endswith(".dist-info")} == {"kretslopp"}


def test_it_builds_and_answers_from_the_data_inside_it(run, installed, whole):
    result = run("build")
    assert result.returncode == 0, result.stderr
    dataset = installed / "home" / ".local" / "share" / "kretslopp" / "dataset"
    assert (dataset / "current").readlink() == (whole / "current").readlink()
    assert "wrote" not in result.stderr, "the copy inside the package stays as it is"
    asked = run("ask", "actions-of-goal", "--goal", "4", "--format", "csv")
    assert asked.returncode == 0, asked.stderr
    borlange = [
        row
        for row in csv.DictReader(io.StringIO(asked.stdout))
        if "borlange/2023" in row["programmeIri"]
    ]
    assert len(borlange) == 16
    counted = run("query", "-", "--format", "csv", stdin="SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert int(counted.stdout.split()[1]) > 5000


def test_it_validates(run):
    result = run("validate", "--lang", "en")
    assert result.returncode == 0, result.stderr
    assert "In all: 0 violations, " in result.stdout


def test_nothing_is_written_to_the_working_directory(run, installed):
    assert run("--version").returncode == 0
    assert list((installed / "empty").iterdir()) == []
