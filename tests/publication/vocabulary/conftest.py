import pytest

from kretslopp import artefacts
from kretslopp.publication import vocabulary
from kretslopp.publication.release import open_release


@pytest.fixture(scope="session")
def documented(few):
    """The vocabulary with its usage in all the real data; nobody may change it."""
    release = open_release(few)
    return vocabulary.read_vocabulary(artefacts.ontology(), artefacts.shapes(), release.engine)
