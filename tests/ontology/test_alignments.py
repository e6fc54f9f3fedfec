"""Alignments say how our terms stand to those of others, and nothing among the others."""

import pytest

from kretslopp import artefacts, ontology
from kretslopp.namespaces import KL, ORG, OWL, PREFIXES, RDF, RDFS

FILES = [path for path in ontology.files(artefacts.ontology()) if path.parent.name == "alignments"]

# Our units, companies and groups would be no org:Organization without these.
AMONG_OTHERS = {
    (ORG.FormalOrganization, RDFS.subClassOf, ORG.Organization),
    (ORG.OrganizationalCollaboration, RDFS.subClassOf, ORG.Organization),
    (ORG.OrganizationalUnit, RDFS.subClassOf, ORG.Organization),
}


def test_there_is_one_file_for_each_vocabulary():
    assert [path.stem for path in FILES] == ["dcterms", "eli", "org", "prov", "qb", "skos"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_our_terms_stand_below_those_of_the_files_vocabulary(path):
    graph = ontology.read_turtle(path)
    theirs = str(PREFIXES[path.stem])
    axioms = [triple for triple in graph if triple[1] != RDF.type and triple not in AMONG_OTHERS]
    assert axioms
    for subject, predicate, value in axioms:
        assert predicate in (RDFS.subClassOf, RDFS.subPropertyOf)
        assert subject.startswith(str(KL))
        assert value.startswith(theirs)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_class_stands_below_a_class_and_a_property_below_a_property(path, vocabulary):
    graph = ontology.read_turtle(path)
    for subject, value in graph.subject_objects(RDFS.subClassOf):
        assert (subject, RDF.type, OWL.Class) in vocabulary
        assert (value, RDF.type, OWL.Class) in graph + vocabulary
    for subject, value in graph.subject_objects(RDFS.subPropertyOf):
        assert (subject, RDF.type, OWL.ObjectProperty) in vocabulary
        assert (value, RDF.type, OWL.ObjectProperty) in graph


def test_every_kind_of_organisation_is_an_organisation(vocabulary):
    kinds = [
        KL.Municipality,
        KL.OrganisationalUnit,
        KL.MunicipalCompany,
        KL.Committee,
        KL.ThematicGroup,
        KL.RegionalNetwork,
        KL.RegionalOrganisation,
        KL.StateAuthority,
    ]
    for kind in kinds:
        assert ORG.Organization in set(vocabulary.transitive_objects(kind, RDFS.subClassOf)), kind
