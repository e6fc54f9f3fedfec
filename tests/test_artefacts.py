"""What answers depend on beside the data: any change of it is noticed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kretslopp import artefacts

HOME = Path(__file__).parent.parent
PROGRAM = "from kretslopp import artefacts; print(artefacts.digest())"


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A copy of the checkout."""
    copy = tmp_path_factory.mktemp("checkout")
    for name in ("server", "ontology", "shapes", "queries"):
        shutil.copytree(HOME / name, copy / name)
    shutil.copy(HOME / "pyproject.toml", copy)
    return copy


def digest_in(checkout):
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, "PYTHONPATH": str(checkout / "server")},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_a_copy_has_the_same_digest_wherever_it_is(checkout):
    shutil.rmtree(checkout / "server/kretslopp/__pycache__", ignore_errors=True)
    assert digest_in(checkout) == artefacts.digest()
    (checkout / "server/kretslopp/__pycache__").mkdir(exist_ok=True)
    (checkout / "server/kretslopp/__pycache__/more.pyc").write_bytes(b"x")
    assert digest_in(checkout) == artefacts.digest()


@pytest.mark.parametrize(
    "name",
    [
        "server/kretslopp/web/templates/base.html",
        "server/kretslopp/words/pages.toml",
        "server/kretslopp/web/rendering.py",
        "queries/goals/actions-of-goal.rq",
        "shapes/goal.ttl",
        "ontology/kretslopp.ttl",
    ],
)
def test_a_change_gives_another_digest(checkout, name):
    file = checkout / name
    before = file.read_bytes()
    file.write_bytes(before + b"\n")
    assert digest_in(checkout) != artefacts.digest()
    file.write_bytes(before)
    file.rename(file.with_name("renamed"))
    assert digest_in(checkout) != artefacts.digest()
    file.with_name("renamed").rename(file)
