"""Cells in our own words: where we have no document, and nowhere else."""

import csv

import pytest

from conftest import BORLANGE
from kretslopp.building import sources
from kretslopp.building.context import BuildContext
from kretslopp.building.units import assert_programme
from kretslopp.errors import DataViolation, Place
from kretslopp.namespaces import KL


@pytest.fixture
def reworded(data):
    """The municipal actions, of which one cell of the first row is said to be in our words."""
    path = data / "tables" / BORLANGE / "municipal.csv"
    head, first, *others = csv.reader(path.read_text("utf-8").splitlines())
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [[*head, "egna_ord"], [*first, "åtgärder"], *([*row, ""] for row in others)]
        )
    return path


def test_the_words_of_a_document_that_is_here_are_its_own(data, reworded):
    source = sources.read_manifest(data)[BORLANGE]
    with pytest.raises(DataViolation) as error:
        assert_programme(BuildContext.read(data), BORLANGE, reworded.parent, source)
    (fault,) = error.value.faults
    assert fault.place == Place(str(reworded), row=2, column="egna_ord")
    assert "åtgärder" in fault.message
    assert source.document.file in fault.message


def test_words_of_a_document_that_is_not_here_may_be_ours(data, reworded):
    asserted = assert_programme(BuildContext.read(data), BORLANGE, reworded.parent, None)
    assert [str(head) for head in asserted.provenance.objects(None, KL.rewordedColumn)] == [
        "åtgärder"
    ]
    assert all((None, KL.rewordedColumn, None) not in graph for graph in asserted.graphs)


@pytest.mark.parametrize("command", ["build", "validate", "import"])
def test_every_command_tells_of_it(kretslopp, data, reworded, tmp_path, command):
    arguments = {
        "build": ("-o", tmp_path / "dataset"),
        "validate": ("--lang", "en"),
        "import": (reworded.parent, "--check"),
    }[command]
    result = kretslopp(command, "--data", data, *arguments)
    assert result.exit_code == 1
    told = [line for line in result.stderr.splitlines() if "egna_ord" in line]
    assert len(told) == 1
    assert "municipal.csv, row 2, column egna_ord" in told[0]
