"""Made-up municipalities whose rows are traps, and the real dataset."""

from pathlib import Path

import pytest

from kretslopp import comparison
from kretslopp.engine import open_file

GRAPH = Path(__file__).with_name("three-municipalities.trig")
DOUBTS = GRAPH.with_name("plans-in-doubt.trig")


@pytest.fixture(scope="session")
def engine():
    return open_file(GRAPH)


@pytest.fixture(scope="session")
def doubtful():
    return open_file(GRAPH, DOUBTS)


@pytest.fixture(scope="session")
def made_up():
    return comparison.open(GRAPH)


@pytest.fixture(scope="session")
def real(whole):
    return comparison.open(whole)


@pytest.fixture
def rows(engine):
    """The rows of a comparison, of these columns only."""

    def rows(by, *columns, where=None, of=engine, **options):
        table = comparison.compare(of, by, **options)
        return [
            tuple(row[column] for column in columns)
            for row in table.rows
            if all(row[name] == value for name, value in (where or {}).items())
        ]

    return rows
