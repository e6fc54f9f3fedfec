import pytest
from rdflib import Graph

from kretslopp import artefacts, ontology


@pytest.fixture(scope="session")
def vocabulary() -> Graph:
    """The ontology as published; nobody may change it."""
    return ontology.load(artefacts.ontology())
