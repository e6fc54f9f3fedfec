"""Every shape against small data that holds one trap each, with the approved report beside it."""

from pathlib import Path

import pytest
from rdflib import Graph, URIRef

from kretslopp import artefacts
from kretslopp.namespaces import KL, ORG, SH
from shapes import fixtures

VALID, INVALID = fixtures.files("valid"), fixtures.files("invalid")
LINT_VALID, LINT_INVALID = fixtures.lint_files("valid"), fixtures.lint_files("invalid")

# The parameters of SHACL Core's constraints, each of a component of its own (SHACL, section 4).
PARAMETERS = (
    *("minCount", "maxCount", "qualifiedMinCount", "qualifiedMaxCount", "uniqueLang"),
    *("class", "datatype", "nodeKind", "in", "hasValue", "languageIn", "pattern"),
    *("minInclusive", "maxInclusive", "minExclusive", "maxExclusive", "minLength", "maxLength"),
    *("equals", "disjoint", "lessThan", "lessThanOrEquals"),
    *("and", "or", "not", "xone", "node"),
)


def names(path: Path) -> str:
    return str(path.relative_to(fixtures.HOME))


def report_of(fixture: Path) -> Graph:
    """Return the report of data, or of an ontology, by where the fixture stands."""
    is_ontology = fixture in {*LINT_VALID, *LINT_INVALID}
    return fixtures.lint_of(fixture) if is_ontology else fixtures.report_of(fixture)


def expected(fixture: Path) -> str:
    return fixture.with_name(fixture.name.replace(".invalid.ttl", ".expected")).read_text("utf-8")


def constraints(shapes: Graph) -> set[tuple[URIRef, URIRef]]:
    """Return each shape that can be reported, with the component of each constraint it declares."""
    return {
        (shape, SH[f"{name[0].upper()}{name[1:]}ConstraintComponent"])
        for shape in shapes.subjects(SH.severity)
        for name in PARAMETERS
        if (shape, SH[name], None) in shapes
    }


def test_the_base_of_the_fixtures_gives_no_result():
    assert fixtures.written(fixtures.report_of(fixtures.BASE)) == ""


@pytest.mark.parametrize("fixture", [*VALID, *LINT_VALID], ids=names)
def test_what_is_valid_gives_no_result(fixture: Path):
    assert fixtures.written(report_of(fixture)) == ""


@pytest.mark.parametrize("fixture", [*INVALID, *LINT_INVALID], ids=names)
def test_what_is_invalid_gives_the_expected_report(fixture: Path):
    report = fixtures.written(report_of(fixture))
    assert report != ""
    assert report == expected(fixture)


def test_no_fixture_is_left_out():
    collected = {*VALID, *INVALID, *LINT_VALID, *LINT_INVALID, fixtures.BASE}
    assert set(fixtures.HOME.rglob("*.ttl")) == collected
    assert len(VALID) > 40
    assert len(INVALID) > 150
    assert len(LINT_INVALID) > 20


def test_every_fixture_has_things_of_its_own_so_that_they_can_be_validated_together():
    all_subjects = [fixtures.subjects(path) for path in (fixtures.BASE, *VALID, *INVALID)]
    together = frozenset.union(*all_subjects)
    assert all(all_subjects)
    assert len(together) == sum(map(len, all_subjects))
    assert {result.focus for result in fixtures.whole_report().results} <= together


def test_every_expected_report_has_its_fixture():
    reports = list(fixtures.HOME.rglob("*.expected"))
    assert len(reports) == len(INVALID) + len(LINT_INVALID)
    assert all(path.with_name(f"{path.stem}.invalid.ttl").is_file() for path in reports)


def test_every_constraint_of_every_data_shape_fires_in_some_fixture():
    declared = constraints(fixtures.shapes(artefacts.shapes()))
    reports = map(fixtures.report_of, INVALID)
    assert len(declared) > 150
    assert {(it.shape, it.component) for report in reports for it in report.results} == declared


def test_every_constraint_of_every_ontology_shape_fires_in_some_fixture():
    declared = constraints(fixtures.shapes(artefacts.shapes() / "ontology"))
    reports = map(fixtures.lint_of, LINT_INVALID)
    assert len(declared) > 40
    assert {(it.shape, it.component) for report in reports for it in report.results} == declared


def test_every_class_has_valid_and_invalid_fixtures():
    shapes = fixtures.shapes(artefacts.shapes())
    targets = set(shapes.objects(fixtures.KIND_SHAPE, SH.targetClass))
    classes = {
        cls.removeprefix(str(KL)) for cls in targets - {KL.Action, KL.Area, ORG.Organization}
    }
    assert len(classes) > 20
    assert classes <= {path.parent.name for path in VALID}
    assert classes <= {path.parent.name for path in INVALID}
