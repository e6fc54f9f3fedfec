"""A frame tells the version that it was made from, whether it came from files or an endpoint."""

import pytest

from documents import serving
from kretslopp import comparison


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_dataset_and_its_endpoint_tell_the_same_version(few, release, language):
    local = comparison.open(few, language).periods("falun").attrs
    with serving(release) as address:
        remote = comparison.open(f"{address}/sparql", language).periods("falun").attrs
    assert local == remote
    assert local["dataset"] == release.version
    title = {"sv": "Åtgärder enligt kommunernas avfallsplaner", "en": "Actions under municipal"}
    assert title[language] in local["citation"]
    assert local["citation"].endswith(str(release.iri))


def test_an_endpoint_of_other_data_tells_none(engine):
    with serving(None, engine) as address:
        frame = comparison.open(f"{address}/sparql").periods("norrby")
    assert len(frame) == 3
    assert (frame.attrs["dataset"], frame.attrs["citation"]) == (None, None)
