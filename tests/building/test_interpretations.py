"""What we add is an input of the programme that it is of, or of what all share."""

import csv

import pytest

from kretslopp import dataset
from kretslopp.engine import open_dataset
from kretslopp.errors import DataViolation

BORLANGE = "borlange/2023-2026"
HOME = "curation/interpretation"
HEAD = ("sak", "egenskap", "värde", "läge", "vem", "när", "varför")
THEME = ("goal/borlange/2023-2030/6", "målteman", "goal-theme/food-waste", "föreslagen")
LIKE = (f"action/{BORLANGE}/K3", "liknande_åtgärd", "action/falun/2023-2026/K5", "godtagen")


def write(project, folder, *links):
    path = project.data / HOME / folder / "links.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([HEAD, *((*link, "Eva", "2026-11-24", "därför") for link in links)])
    return path


def status(project):
    """Return the status of each link, by the thing that it is about."""
    query = """
    PREFIX kl: <https://w3id.org/kretslopp/def#>
    PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
    PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
    SELECT ?thing ?status WHERE {
      ?note rdf:subject ?thing ; rdf:predicate ?link ; rdf:object ?value ;
            kl:interpretationStatus ?status .
      FILTER(?link IN (kl:goalTheme, skos:closeMatch)) ?thing ?link ?value .
    }"""
    rows = open_dataset(dataset.current(project.out)).select(query).rows
    return {str(thing).partition("/id/")[2]: status.rpartition("/")[2] for thing, status in rows}


@pytest.mark.slow
def test_a_link_of_a_programme_rebuilds_that_programme_only(project):
    write(project, BORLANGE, THEME)
    built = project.build()
    assert (built.rebuilt, built.kept) == ((BORLANGE,), ("shared",))
    assert any(f"{BORLANGE}/links.csv is new" in line for line in project.lines)
    assert status(project) == {THEME[0]: "proposed"}


@pytest.mark.slow
def test_an_alignment_is_shared(project):
    path = write(project, "alignments", LIKE)
    assert project.build().rebuilt == ("shared", BORLANGE)
    assert status(project) == {LIKE[0]: "accepted"}
    assert (project.data / "graph/interpretation/alignments.ttl").is_file()
    path.unlink()
    assert project.build().rebuilt == ("shared", BORLANGE)
    assert status(project) == {}
    assert not (project.data / "graph/interpretation/alignments.ttl").exists()


def test_a_link_to_what_is_not_there_builds_nothing(project):
    before = dataset.current(project.out)
    write(project, BORLANGE, (*THEME[:2], "goal-theme/food-wasted", THEME[3]))
    with pytest.raises(DataViolation, match="Nearest known: goal-theme/food-waste"):
        project.build()
    assert dataset.current(project.out) == before
