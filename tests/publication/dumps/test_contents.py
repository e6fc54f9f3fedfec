"""Which graphs, plans and programmes belong to which municipality."""

import pytest

from kretslopp.publication.dumps.contents import municipalities


@pytest.fixture(scope="module")
def found(release):
    return municipalities(release.engine)


def suffixes(item):
    return [graph.rpartition("/graph/")[2] for graph in item.graphs]


def test_a_municipality_has_the_graphs_of_its_documents(found):
    borlange = found["borlange"]
    assert str(borlange.iri) == "https://w3id.org/kretslopp/id/municipality/borlange"
    assert borlange.labels == {"sv": "Borlänge", "en": "Borlänge"}
    assert suffixes(borlange) == sorted(
        f"{kind}/{document}"
        for kind in ("inferred", "interpretation", "provenance", "source")
        for document in (
            "borlange/2023-2026",
            "borlange/2023-2030",
            "dalarna-2018/2018-2022",
            "falun-borlange-sater/2018-2022",
        )
    )


def test_works_have_kind_years_and_names(found):
    works = {work.iri.rpartition("/id/")[2]: work for work in found["borlange"].works}
    assert list(works) == sorted(works)
    programme = works["programme/borlange/2023-2026"]
    assert (programme.kind, programme.first_year, programme.last_year) == ("programme", 2023, 2026)
    assert programme.labels["sv"] == "Åtgärdsprogram Borlänge 2023-2026"
    plan = works["plan/borlange/2023-2030"]
    assert (plan.kind, plan.first_year, plan.last_year) == ("plan", 2023, 2030)


def test_a_work_without_printed_years_has_none(found):
    works = {work.iri.rpartition("/id/")[2]: work for work in found["hedemora"].works}
    work = works["plan/hedemora/kretsloppsplan"]
    assert (work.first_year, work.last_year) == (None, None)


def test_a_joint_plan_belongs_to_each_of_its_municipalities(found):
    of_sorab = [slug for slug, item in found.items() if "source/sorab/2021-2032" in suffixes(item)]
    assert len(of_sorab) == 9
    assert {"danderyd", "vallentuna"} <= set(of_sorab)


def test_only_municipalities_with_a_plan_are_there_in_order(found):
    assert list(found) == sorted(found)
    assert "tyreso" not in found  # in the register, without a plan
