import re

import pytest

from kretslopp import artefacts, ontology
from kretslopp.errors import UnreadableInput
from kretslopp.namespaces import DCTERMS, KL_ONTOLOGY
from kretslopp.publication.release import open_release


def test_a_release_has_the_version_and_the_newest_day_of_its_data(few):
    release = open_release(few)
    assert re.fullmatch(r"[0-9a-f]{16}", release.version)
    assert release.directory.name == release.version
    (issued,) = ontology.load(artefacts.ontology()).objects(KL_ONTOLOGY, DCTERMS.modified)
    assert release.day == issued.toPython().date()
    assert str(release.iri) == f"https://w3id.org/kretslopp/dataset/version/{release.version}"


def test_what_is_no_dataset_is_no_release(tmp_path):
    with pytest.raises(UnreadableInput, match="no dataset here"):
        open_release(tmp_path / "missing")
