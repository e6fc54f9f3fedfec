"""The ontology's own description, its version and the copy of each release."""

import re
from datetime import datetime

from rdflib import URIRef

from kretslopp import artefacts
from kretslopp.namespaces import DCTERMS, KL, KL_ONTOLOGY, OWL, RDF, RDFS, VANN


def test_there_is_one_ontology(vocabulary):
    assert list(vocabulary.subjects(RDF.type, OWL.Ontology)) == [KL_ONTOLOGY]


def test_the_version_is_the_same_everywhere(vocabulary):
    version = str(vocabulary.value(KL_ONTOLOGY, OWL.versionInfo, any=False))
    assert re.fullmatch(r"\d+\.\d+\.\d+", version)
    iri = vocabulary.value(KL_ONTOLOGY, OWL.versionIRI, any=False)
    assert iri == URIRef(f"{KL_ONTOLOGY}/{version}")


def test_a_release_is_the_ontology_byte_by_byte(vocabulary):
    version = vocabulary.value(KL_ONTOLOGY, OWL.versionInfo)
    release = artefacts.ontology() / "releases" / f"{version}.ttl"
    assert release.read_bytes() == (artefacts.ontology() / "kretslopp.ttl").read_bytes()


def test_title_and_description_are_in_both_languages(vocabulary):
    for predicate in (DCTERMS.title, DCTERMS.description):
        languages = [text.language for text in vocabulary.objects(KL_ONTOLOGY, predicate)]
        assert sorted(languages) == ["en", "sv"], predicate


def test_dates_are_instants_in_order(vocabulary):
    created, issued, modified = (
        vocabulary.value(KL_ONTOLOGY, predicate, any=False).toPython()
        for predicate in (DCTERMS.created, DCTERMS.issued, DCTERMS.modified)
    )
    assert isinstance(created, datetime)
    assert created <= issued <= modified


def test_licence_creator_and_namespace(vocabulary):
    licence = vocabulary.value(KL_ONTOLOGY, DCTERMS.license)
    assert licence == URIRef("https://creativecommons.org/publicdomain/zero/1.0/")
    creator = vocabulary.value(KL_ONTOLOGY, DCTERMS.creator)
    assert {label.language for label in vocabulary.objects(creator, RDFS.label)} == {"sv", "en"}
    assert str(vocabulary.value(KL_ONTOLOGY, VANN.preferredNamespacePrefix)) == "kl"
    assert str(vocabulary.value(KL_ONTOLOGY, VANN.preferredNamespaceUri)) == str(KL)
