"""``kretslopp diff``: two versions in, a list and an exit code out."""

import json
from pathlib import Path

import pytest
from rdflib import Graph

from kretslopp import dataset
from kretslopp.namespaces import CS, PROV, RDF
from kretslopp.publication import dumps
from kretslopp.publication.release import WHOLE

VERSIONS = Path(__file__).parent.parent / "changes"
OLD, NEW = VERSIONS / "old.trig", VERSIONS / "new.trig"


def test_the_exit_code_is_that_of_diff(kretslopp, tmp_path):
    assert kretslopp("diff", OLD, OLD).exit_code == 0
    assert kretslopp("diff", OLD, NEW).exit_code == 1
    missing = kretslopp("diff", OLD, tmp_path / "missing")
    assert missing.exit_code == 2
    assert "There is no dataset here" in missing.stderr
    (tmp_path / "x.ttl").write_text("<http://e/s> <http://e/p> 'o' .")
    strange = kretslopp("diff", tmp_path / "x.ttl", NEW)
    assert strange.exit_code == 2
    assert "The old version has none of Kretslopp's graphs" in strange.stderr


def test_in_both_languages(kretslopp):
    assert "  K13: år 2026 → 2027\n" in kretslopp("diff", OLD, NEW).stdout
    assert "  K13: years 2026 → 2027\n" in kretslopp("diff", OLD, NEW, "--lang", "en").stdout
    assert kretslopp("diff", NEW, NEW, "--lang", "en").stdout == "Nothing changed.\n"


def test_as_json_to_a_file(kretslopp, tmp_path):
    path = tmp_path / "changes.json"
    result = kretslopp("diff", OLD, NEW, "--format", "json", "-o", path)
    assert (result.exit_code, result.stdout) == (1, "")
    document = json.loads(path.read_text(encoding="utf-8"))
    assert len(document["things"]) == 7


def test_as_rdf_the_same_bytes_each_time(kretslopp):
    first, again = (kretslopp("diff", OLD, NEW, "--format", "ttl").stdout for _ in range(2))
    assert first == again
    graph = Graph().parse(data=first, format="turtle")
    assert len(set(graph.subjects(RDF.type, CS.ChangeSet))) == 9
    ((new, old),) = graph.subject_objects(PROV.wasRevisionOf)
    assert new.startswith("ni:///sha-256;")
    assert old != new


@pytest.fixture
def edited(project):
    project.edit(
        "tables/borlange/2023-2026/municipal.csv",
        "masshanteringsplan. *,*,10,18,2026,",
        "masshanteringsplan. *,*,10,18,2025,",
    )
    project.build()
    return project.out


def test_datasets_versions_and_dumps(kretslopp, built, edited):
    expected = (
        "Sources and registers: changed 1, new 0, withdrawn 0\n\n"
        "Action programme Borlänge 2023-2026\n"
        "  K13: time as printed “2026” → “2025”\n"
        "  K13: years 2026 → 2025\n"
    )
    versions = [dataset.current(path) for path in (built, edited)]
    assert kretslopp("diff", built, edited, "--lang", "en").stdout == expected
    assert expected in kretslopp("diff", *versions, "--lang", "en").stdout
    dumps.ensure(versions[1], lambda _: None)
    dump = versions[1] / dumps.DUMPS / "kretslopp.jsonld"
    assert expected in kretslopp("diff", built, dump, "--lang", "en").stdout
    graph = Graph().parse(
        data=kretslopp("diff", built, edited, "--format", "ttl").stdout, format="turtle"
    )
    old, new = (f"{WHOLE}/version/{version.name}" for version in versions)
    assert [(str(s), str(o)) for s, o in graph.subject_objects(PROV.wasRevisionOf)] == [(new, old)]
