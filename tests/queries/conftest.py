"""The real dataset, built once for the tests of the questions."""

import shutil

import pytest

from kretslopp import artefacts
from kretslopp.building import build


@pytest.fixture(scope="session")
def version(tmp_path_factory):
    """A dataset built from a copy of the data: the directory of its version."""
    home = tmp_path_factory.mktemp("questions")
    data = shutil.copytree(artefacts.data(), home / "data")
    return build(data, home / "dataset", print).version
