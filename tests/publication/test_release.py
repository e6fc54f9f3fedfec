import csv
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
    (modified,) = ontology.load(artefacts.ontology()).objects(KL_ONTOLOGY, DCTERMS.modified)
    days = {modified.toPython().date().isoformat()}
    for path in (few.parent / "data" / "curation").rglob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            days |= {row["när"] for row in csv.DictReader(file) if row.get("när")}
    assert release.day.isoformat() == max(days)
    assert str(release.iri) == f"https://w3id.org/kretslopp/dataset/version/{release.version}"


def test_what_is_no_dataset_is_no_release(tmp_path):
    with pytest.raises(UnreadableInput, match="no dataset here"):
        open_release(tmp_path / "missing")
