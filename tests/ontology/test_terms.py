"""Every term of ours: described in full, used rightly, within OWL 2 RL."""

import re

import pytest
from rdflib import Literal, URIRef

from kretslopp import artefacts, ontology
from kretslopp.namespaces import (
    BIBO,
    DCTERMS,
    ELI,
    KL,
    KL_ONTOLOGY,
    ORG,
    OWL,
    PREFIXES,
    PROV,
    QB,
    RDF,
    RDFS,
    SKOS,
    VANN,
    VS,
    XSD,
)
from kretslopp.schema import CONTRACTS
from ontology.fair import KINDS, RL_DATATYPES

FILES = ontology.files(artefacts.ontology())

# The terms of other vocabularies that ours are said in; each looked up in its specification.
OTHERS = {
    BIBO: "DocumentStatus status status/published",
    DCTERMS: """Location Policy abstract bibliographicCitation contributor created creator
        description identifier isPartOf issued license modified publisher replaces title""",
    ELI: "LegalResource",
    ORG: "FormalOrganization Organization OrganizationalCollaboration OrganizationalUnit unitOf",
    QB: """AttributeProperty CodedProperty ComponentProperty ComponentSpecification DataSet
        DataStructureDefinition DimensionProperty MeasureProperty Observation attribute codeList
        component componentProperty componentRequired dataSet dimension measure order structure""",
    PROV: "Agent Entity Plan generatedAtTime wasAttributedTo wasDerivedFrom",
    SKOS: """Concept ConceptScheme altLabel broader closeMatch definition exactMatch example
        inScheme notation note prefLabel""",
    VANN: "preferredNamespacePrefix preferredNamespaceUri",
    VS: "term_status",
}

SEVERAL_BEAR = """contributesTo participant municipality region startYear endYear lead inProgramme
    planStatus legallyRequired legalBasis involves decidedAt decisionReference measuredIn unit value
    year sdgTarget"""


def terms(graph):
    found = {s for kind in KINDS for s in graph.subjects(RDF.type, kind)}
    return sorted(term for term in found if term.startswith(str(KL)))


def mentioned(graph, namespace):
    nodes = {node for triple in graph for node in triple if isinstance(node, URIRef)}
    return {node for node in nodes if node.startswith(str(namespace))}


def test_every_term_is_described_in_full(vocabulary):
    ours = terms(vocabulary)
    assert len(ours) >= 105
    for term in ours:
        for predicate in (RDFS.label, SKOS.definition, SKOS.example):
            texts = list(vocabulary.objects(term, predicate))
            assert sorted(text.language for text in texts) == ["en", "sv"], (term, predicate)
            assert all(text.strip() == str(text) != "" for text in texts), (term, predicate)
        assert str(vocabulary.value(term, VS.term_status, any=False)) in ("stable", "testing")
        assert list(vocabulary.objects(term, RDFS.isDefinedBy)) == [KL_ONTOLOGY]


def test_every_term_is_of_one_kind(vocabulary):
    for term in terms(vocabulary):
        kinds = set(vocabulary.objects(term, RDF.type)) & {*KINDS}
        assert len(kinds) == 1, term
        name = term.removeprefix(str(KL))
        assert name[0].isupper() == (kinds == {OWL.Class}), term
        assert re.fullmatch(r"[A-Za-z0-9]+", name)


def test_no_two_terms_have_the_same_label(vocabulary):
    labels = [label for term in terms(vocabulary) for label in vocabulary.objects(term, RDFS.label)]
    assert len(labels) == len(set(labels))


def test_no_term_of_ours_is_used_without_being_defined(vocabulary):
    assert mentioned(vocabulary, KL) == set(terms(vocabulary))


def test_every_term_that_a_column_becomes_is_defined(vocabulary):
    columns = [column for contract in CONTRACTS.values() for column in contract.columns]
    said = {statement.property for column in columns for statement in column.says}
    used = {term for term in said if term.startswith(str(KL))}
    assert len(used) >= 10
    assert used <= set(terms(vocabulary))


@pytest.mark.parametrize("namespace", OTHERS, ids=str)
def test_terms_of_others_are_those_we_looked_up(vocabulary, namespace):
    expected = {namespace[name] for name in OTHERS[namespace].split()}
    assert mentioned(vocabulary, namespace) == expected


def test_terms_come_from_known_vocabularies(vocabulary):
    known = tuple(str(PREFIXES[prefix]) for prefix in PREFIXES)
    used = {node for triple in vocabulary for node in (triple[1], triple[2])}
    strangers = {n for n in used if isinstance(n, URIRef) and not str(n).startswith(known)}
    versions = (URIRef(f"{KL_ONTOLOGY}/{name}") for name in ontology.versions(artefacts.ontology()))
    licence = vocabulary.value(KL_ONTOLOGY, DCTERMS.license)
    assert strangers - {KL_ONTOLOGY, licence} <= {*versions}
    assert {KL_ONTOLOGY, licence} <= strangers


def test_terms_of_others_are_declared(vocabulary):
    """OWL 2 asks for a declaration of every class and property that is used."""
    used = {node for namespace in OTHERS for node in mentioned(vocabulary, namespace)}
    undeclared = {node for node in used if (node, RDF.type, None) not in vocabulary}
    assert undeclared == set()


def test_ranges_fit_the_kind_of_property(vocabulary):
    classes = set(vocabulary.subjects(RDF.type, OWL.Class))
    checked = 0
    for term, values in vocabulary.subject_objects(RDFS.range):
        (kind,) = set(vocabulary.objects(term, RDF.type)) & {*KINDS}
        assert (values in RL_DATATYPES) == (kind == OWL.DatatypeProperty), term
        assert (values in classes) == (kind == OWL.ObjectProperty), term
        checked += 1
    assert checked > 40
    assert set(vocabulary.objects(None, RDFS.domain)) <= classes


def test_each_object_property_has_a_range_or_is_an_inverse(vocabulary):
    for term in terms(vocabulary):
        if (term, RDF.type, OWL.ObjectProperty) in vocabulary and term != KL.involvedIn:
            assert vocabulary.value(term, RDFS.range, any=False) is not None, term


@pytest.mark.parametrize("name", SEVERAL_BEAR.split())
def test_what_several_classes_bear_has_no_domain(vocabulary, name):
    assert KL[name] in terms(vocabulary)
    assert vocabulary.value(KL[name], RDFS.domain) is None


def test_literals_are_of_owl_2_rl(vocabulary):
    literals = {node for triple in vocabulary for node in triple if isinstance(node, Literal)}
    assert len(literals) > 400
    for literal in literals:
        assert literal.language or (literal.datatype or XSD.string) in RL_DATATYPES, literal


@pytest.mark.parametrize("relation", [RDFS.subClassOf, RDFS.subPropertyOf])
def test_nothing_stands_above_itself(vocabulary, relation):
    pairs = list(vocabulary.subject_objects(relation))
    assert pairs
    for below, above in pairs:
        assert below not in set(vocabulary.transitive_objects(above, relation)), below


def test_there_is_one_list_and_it_is_the_chain(vocabulary):
    ((subject, predicate, head),) = [
        triple
        for triple in vocabulary
        if (triple[2], RDF.first, None) in vocabulary and triple[1] != RDF.rest
    ]
    assert (subject, predicate) == (KL.indirectlyContributesTo, OWL.propertyChainAxiom)
    assert list(vocabulary.items(head)) == [KL.buildsOn, KL.contributesTo]


def test_a_pair_is_disjoint_once_and_not_with_what_is_above_it(vocabulary):
    pairs = [frozenset(pair) for pair in vocabulary.subject_objects(OWL.disjointWith)]
    assert len(pairs) == len(set(pairs)) > 60
    for pair in pairs:
        one, other = sorted(pair)
        assert one not in set(vocabulary.transitive_objects(other, RDFS.subClassOf))
        assert other not in set(vocabulary.transitive_objects(one, RDFS.subClassOf))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (KL.RegionalAction, KL.MunicipalAction),
        (KL.Action, KL.Participation),
        (KL.Action, KL.Goal),
        (KL.Goal, KL.Plan),
        (KL.Plan, KL.ActionProgramme),
        (ORG.Organization, KL.Action),
        (ORG.Organization, KL.Goal),
        (KL.Municipality, KL.OrganisationalUnit),
        (KL.SourceTable, KL.SourceRow),
    ],
)
def test_what_is_plainly_disjoint_is(vocabulary, one, other):
    axioms = set(vocabulary.triples((None, OWL.disjointWith, None)))
    assert {(one, OWL.disjointWith, other), (other, OWL.disjointWith, one)} & axioms


def test_inverses_say_that_one_direction_is_stored(vocabulary):
    pairs = set(vocabulary.subject_objects(OWL.inverseOf))
    assert pairs == {
        (KL.participation, KL.action),
        (KL.precedes, KL.precededBy),
        (KL.involvedIn, KL.involves),
    }
    for inverse, stored in pairs:
        definitions = " ".join(vocabulary.objects(inverse, SKOS.definition))
        assert f"inverse of kl:{stored.removeprefix(str(KL))}; not stored" in definitions


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_prefixes_are_the_projects(path):
    text = path.read_text(encoding="utf-8")
    declared = re.findall(r"^@prefix (\S*): <(.*)> \.$", text, re.MULTILINE)
    assert declared
    assert len(declared) == text.count("@prefix")
    for prefix, iri in declared:
        assert str(PREFIXES[prefix]) == iri
        assert re.search(rf"(?<![\w<]){prefix}:\w", text.replace(f"@prefix {prefix}:", "")), prefix


def test_swedish_examples_quote_the_document(vocabulary):
    """What stands between ”…” in an example about Borlänge is printed so in its programme."""
    source = artefacts.data() / "sources" / "borlange-atgardsprogram-2023-2026.txt"
    printed = " ".join(source.read_text(encoding="utf-8").split())
    examples = [
        text
        for term in terms(vocabulary)
        for text in vocabulary.objects(term, SKOS.example)
        if text.language == "sv" and re.search("Borlänge|Dalarna", text) and "PHU" not in text
    ]
    quotes = [quote for text in examples for quote in re.findall("”([^”]+)”", text)]
    assert len(quotes) >= 8
    for quote in quotes:
        assert quote.rstrip(".") in printed, quote
