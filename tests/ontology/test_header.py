"""The ontology's own description, its version and the copy of each release."""

import re
from datetime import datetime

from rdflib import URIRef

from kretslopp import artefacts
from kretslopp.namespaces import DCTERMS, KL, KL_ONTOLOGY, OWL, RDF, RDFS, VANN


def test_there_is_one_ontology(kretslopp):
    assert list(kretslopp.subjects(RDF.type, OWL.Ontology)) == [KL_ONTOLOGY]


def test_the_version_is_the_same_everywhere(kretslopp):
    version = str(kretslopp.value(KL_ONTOLOGY, OWL.versionInfo, any=False))
    assert re.fullmatch(r"\d+\.\d+\.\d+", version)
    iri = kretslopp.value(KL_ONTOLOGY, OWL.versionIRI, any=False)
    assert iri == URIRef(f"{KL_ONTOLOGY}/{version}")


def test_a_release_is_the_ontology_byte_by_byte(kretslopp):
    version = kretslopp.value(KL_ONTOLOGY, OWL.versionInfo)
    release = artefacts.ontology() / "releases" / f"{version}.ttl"
    assert release.read_bytes() == (artefacts.ontology() / "kretslopp.ttl").read_bytes()


def test_title_and_description_are_in_both_languages(kretslopp):
    for predicate in (DCTERMS.title, DCTERMS.description):
        languages = [text.language for text in kretslopp.objects(KL_ONTOLOGY, predicate)]
        assert sorted(languages) == ["en", "sv"], predicate


def test_dates_are_instants_in_order(kretslopp):
    created, issued, modified = (
        kretslopp.value(KL_ONTOLOGY, predicate, any=False).toPython()
        for predicate in (DCTERMS.created, DCTERMS.issued, DCTERMS.modified)
    )
    assert isinstance(created, datetime)
    assert created <= issued <= modified


def test_licence_creator_and_namespace(kretslopp):
    licence = kretslopp.value(KL_ONTOLOGY, DCTERMS.license)
    assert licence == URIRef("https://creativecommons.org/publicdomain/zero/1.0/")
    creator = kretslopp.value(KL_ONTOLOGY, DCTERMS.creator)
    assert {label.language for label in kretslopp.objects(creator, RDFS.label)} == {"sv", "en"}
    assert str(kretslopp.value(KL_ONTOLOGY, VANN.preferredNamespacePrefix)) == "kl"
    assert str(kretslopp.value(KL_ONTOLOGY, VANN.preferredNamespaceUri)) == str(KL)
