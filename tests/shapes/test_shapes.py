"""What every shape of ours has, whatever it checks."""

import pyshacl
import pytest
from rdflib import Graph, URIRef

from kretslopp import artefacts, ontology
from kretslopp.namespaces import KL, KL_SHAPES, ORG, OWL, RDF, RDFS, SH, SKOS, new_graph
from shapes import fixtures

# What only source records bear: shapes look at the data, never at these.
PROVENANCE_CLASSES = {
    KL.CurationRecord,
    KL.SourceCell,
    KL.SourceDocument,
    KL.SourceRecord,
    KL.SourceRow,
    KL.SourceTable,
}
PROVENANCE_PROPERTIES = {
    KL.cell,
    KL.column,
    KL.columnHead,
    KL.correctedValue,
    KL.document,
    KL.firstLine,
    KL.lastLine,
    KL.ourValue,
    KL.partial,
    KL.printedValue,
    KL.rewordedColumn,
    KL.row,
    KL.secondHand,
    KL.table,
    KL.tableName,
    KL.uncertainColumn,
}

DIRECTORIES = (artefacts.shapes(), artefacts.shapes() / "ontology")


@pytest.fixture(params=DIRECTORIES, ids=["data", "ontology"])
def shapes(request) -> Graph:
    return fixtures.shapes(request.param)


@pytest.fixture
def data_shapes() -> Graph:
    return fixtures.shapes(artefacts.shapes())


@pytest.fixture
def vocabulary() -> Graph:
    return ontology.load(artefacts.ontology())


def reportable(shapes: Graph) -> set[URIRef]:
    """Return the shapes that a result can name: those with a severity."""
    return {shape for shape in shapes.subjects(SH.severity) if isinstance(shape, URIRef)}


def languages(shapes: Graph, shape: URIRef, predicate: URIRef) -> list[str | None]:
    return sorted(text.language for text in shapes.objects(shape, predicate))


@pytest.mark.slow
def test_the_shapes_are_good_shacl(shapes):
    conforms, _, text = pyshacl.validate(new_graph(), shacl_graph=shapes, meta_shacl=True)
    assert conforms, text


def test_every_shape_that_can_be_reported_speaks_both_languages(shapes):
    found = reportable(shapes)
    assert len(found) > 25
    for shape in found:
        assert languages(shapes, shape, SH.message) == ["en", "sv"], shape
        is_property = (shape, RDF.type, SH.PropertyShape) in shapes
        name = SH.name if is_property else RDFS.label
        assert languages(shapes, shape, name) == ["en", "sv"], shape


def test_every_shape_has_an_address_of_ours_and_one_place(shapes):
    kinds = (SH.NodeShape, SH.PropertyShape)
    named = {shape for kind in kinds for shape in shapes.subjects(RDF.type, kind)}
    assert named
    assert all(shape.startswith(str(KL_SHAPES)) for shape in named)
    assert set(shapes.subjects(SH.severity)) <= named


def test_no_two_files_say_something_of_the_same_shape():
    files = [file for directory in DIRECTORIES for file in directory.glob("*.ttl")]
    subjects = [
        {node for node in ontology.read_turtle(file).subjects() if isinstance(node, URIRef)}
        for file in files
    ]
    assert len(files) > 15
    assert len(set.union(*subjects)) == sum(map(len, subjects))


def test_every_property_shape_belongs_to_a_node_shape_with_a_target(shapes):
    for shape in shapes.subjects(RDF.type, SH.PropertyShape):
        (owner,) = shapes.subjects(SH.property, shape)
        assert (owner, SH.targetClass, None) in shapes or (
            (owner, SH.targetSubjectsOf, None) in shapes
        )


def test_a_constraint_on_the_thing_itself_says_which_property_it_is_about(data_shapes):
    for shape in reportable(data_shapes):
        if (shape, RDF.type, SH.NodeShape) in data_shapes:
            assert len(list(data_shapes.objects(shape, KL_SHAPES.about))) == 1, shape


def test_only_doubtful_sources_are_warnings_and_only_missing_titles_are_info(data_shapes):
    def of(severity):
        found = data_shapes.subjects(SH.severity, severity)
        return {shape.removeprefix(str(KL_SHAPES)) for shape in found}

    assert of(SH.Warning) == {
        "ActionProgrammeShape-period",
        "GoalAreaShape-in-a-table",
        "GoalShape-title-stated",
        "MunicipalActionShape-goal",
        "MunicipalActionShape-legal-without-regional",
        "MunicipalActionShape-precededBy-known",
        "ParticipationShape-own-participant",
        "PlanShape-period",
        "ProgrammeYearsShape-end-not-after",
        "ProgrammeYearsShape-not-before",
        "ProgrammeYearsShape-start-not-after",
        "RegionalActionShape-goal",
        "SharedTitleShape-text",
        "TargetShape-unit-known",
        "TargetShape-year-stated",
        "TimeShape-read",
    }
    assert of(SH.Info) == {"LabelShape-en", "ParticipationShape-title"}


def test_the_shapes_need_neither_queries_nor_closed_worlds(shapes):
    for predicate in (SH.sparql, SH.target, SH.closed, SH.js, SH.rule):
        assert (None, predicate, None) not in shapes


def test_the_shapes_use_only_terms_that_the_vocabulary_has(data_shapes, vocabulary):
    used = {node for triple in data_shapes for node in triple if node.startswith(str(KL))}
    assert len(used) > 60
    assert {term for term in used if (term, RDFS.isDefinedBy, None) not in vocabulary} == set()


def test_the_shapes_never_read_source_records(data_shapes):
    used = {node for triple in data_shapes for node in triple}
    assert not used & (PROVENANCE_CLASSES | PROVENANCE_PROPERTIES)


def test_every_class_that_data_bear_is_checked_for_its_kind(data_shapes, vocabulary):
    classes = {
        cls for cls in vocabulary.subjects(RDF.type, OWL.Class) if cls.startswith(str(KL))
    } - PROVENANCE_CLASSES
    targets = set(data_shapes.objects(fixtures.KIND_SHAPE, SH.targetClass))
    assert targets == classes | {ORG.Organization}
    listed = data_shapes.value(
        data_shapes.value(KL_SHAPES["KindShape-one"], SH.qualifiedValueShape), SH["in"]
    )
    assert set(data_shapes.items(listed)) == classes - {KL.Action, KL.Area} | {ORG.Organization}


def test_every_kind_of_thing_needs_a_label_and_all_but_concepts_a_source(data_shapes, vocabulary):
    kinds = set(data_shapes.objects(fixtures.KIND_SHAPE, SH.targetClass))
    kinds -= {KL.Action, KL.Area, KL.Interpretation}
    concepts = {cls for cls in kinds if (cls, RDFS.subClassOf, SKOS.Concept) in vocabulary}
    assert set(data_shapes.objects(KL_SHAPES.LabelShape, SH.targetClass)) == kinds
    labelled = set(data_shapes.objects(KL_SHAPES.LabelledShape, SH.targetClass))
    assert labelled == kinds - {KL.RegionalAction}
    assert set(data_shapes.objects(KL_SHAPES.SourceShape, SH.targetClass)) == (
        kinds - concepts | {KL.GoalArea}
    )
