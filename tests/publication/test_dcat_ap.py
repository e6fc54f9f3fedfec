"""The catalogue against the shapes of DCAT-AP 3.0.1 and of its Swedish profile."""

import csv
from collections import Counter
from pathlib import Path

import pyshacl
import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from kretslopp.namespaces import DCAT, DCTERMS, FOAF, KL_SHAPES, SH, SPDX
from kretslopp.publication.catalogue import CATALOGUE, catalogue_graph
from kretslopp.publication.release import WHOLE
from kretslopp.settings import Publisher

HERE = Path(__file__).with_name("dcat-ap")
DCATAP = Namespace("http://data.europa.eu/r5r/")
EX = Namespace("https://example.org/")
PREFIXES = {
    "dcat": str(DCAT),
    "dcterms": str(DCTERMS),
    "foaf": str(FOAF),
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "http://schema.org/",
}
SE = Graph().parse(HERE / "dcat-ap-se.ttl")
KNOWN = Publisher(
    kind="LocalAuthority",
    organisation_number="2120000000",
    contact_email="data@example.org",
    availability="STABLE",
)


def validate(data, shapes):
    """Return what a validation found: severity, path and focus node of each result."""
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none")
    return [
        (
            str(report.value(result, SH.resultSeverity)).rpartition("#")[2],
            report.value(result, SH.resultPath),
            report.value(result, SH.focusNode),
        )
        # What is found inside a nested shape is a detail of a result, not one itself.
        for result in report.objects(None, SH.result)
        if (None, SH.detail, result) not in report
    ]


def found(data, name):
    return validate(data, Graph().parse(HERE / name))


def paths(results, severity):
    return {str(path) for found_severity, path, _ in results if found_severity == severity}


@pytest.fixture(scope="module")
def catalogue(release):
    return catalogue_graph(release, Publisher())


@pytest.fixture(scope="module")
def known(release):
    return catalogue_graph(release, KNOWN)


@pytest.mark.parametrize("name", ["shapes.ttl", "range.ttl"])
@pytest.mark.parametrize("who", ["catalogue", "known"])
def test_nothing_that_dcat_ap_demands_is_missing_or_of_the_wrong_kind(request, who, name):
    assert found(request.getfixturevalue(who), name) == []


def test_what_is_recommended_and_not_given(catalogue):
    results = found(catalogue, "shapes_recommended.ttl")
    assert paths(results, "Violation") == set()
    assert paths(results, "Warning") == {
        str(DCATAP.availability),  # only the publisher knows
        str(DCAT.contactPoint),  # nobody has given one
        str(DCTERMS.type),  # the publisher's: not given; the licence's: see the README
        str(DCTERMS.temporal),  # the vocabulary, and plans that state no years
        str(DCAT.endDate),  # a plan whose period is open
        str(DCAT.bbox),  # we have no source for where a municipality ends
        str(DCAT.centroid),
    }


def test_a_publisher_who_says_all_leaves_only_what_is_not_known(known):
    results = found(known, "shapes_recommended.ttl")
    assert paths(results, "Warning") == {
        str(DCTERMS.type), str(DCTERMS.temporal), str(DCAT.endDate), str(DCAT.bbox),
        str(DCAT.centroid),
    }  # fmt: skip
    types = [focus for _, path, focus in results if path == DCTERMS.type]
    assert [str(focus) for focus in types] == ["http://creativecommons.org/publicdomain/zero/1.0/"]


def test_values_are_from_the_authority_tables(catalogue):
    results = found(catalogue, "mdr-vocabularies.shape.ttl")
    # The shape's pattern says https; SPDX's own namespace is http, and DCAT-AP-SE writes it so.
    assert paths(results, "Violation") == {str(SPDX.algorithm)}
    assert paths(results, "Warning") == {str(DCTERMS.publisher), str(DCTERMS.spatial)}
    places = Counter(focus for _, path, focus in results if path == DCTERMS.spatial)
    assert WHOLE not in places
    assert set(places.values()) == {1}  # the municipality; Sweden is in the table


def test_the_swedish_profile(catalogue, known):
    assert paths(validate(catalogue, SE), "Violation") == set()
    assert paths(validate(catalogue, SE), "Warning") == {
        str(DCAT.contactPoint), str(DCATAP.availability), str(DCTERMS.temporal),
    }  # fmt: skip
    assert paths(validate(known, SE), "Warning") == {str(DCTERMS.temporal)}


# What breaks the catalogue, and the property that the official shapes then name.
BROKEN = {
    "no title": ("shapes.ttl", (WHOLE, DCTERMS.title, None), None),
    "no description": ("shapes.ttl", (CATALOGUE, DCTERMS.description, None), None),
    "no publisher": ("shapes.ttl", (CATALOGUE, DCTERMS.publisher, None), None),
    "no endpoint": ("shapes.ttl", (URIRef(f"{CATALOGUE}#sparql"), DCAT.endpointURL, None), None),
    "no way to the file": ("shapes.ttl", (URIRef(f"{WHOLE}#ttl"), DCAT.accessURL, None), None),
    "two licences": (
        "shapes.ttl",
        None,
        (URIRef(f"{WHOLE}#ttl"), DCTERMS.license, EX.licence),
    ),
    "a size in words": (
        "shapes.ttl",
        (URIRef(f"{WHOLE}#ttl"), DCAT.byteSize, None),
        (URIRef(f"{WHOLE}#ttl"), DCAT.byteSize, Literal("large")),
    ),
    "a checksum that is no hexadecimal": (
        "shapes.ttl",
        (URIRef(f"{WHOLE}#ttl-checksum"), SPDX.checksumValue, None),
        (URIRef(f"{WHOLE}#ttl-checksum"), SPDX.checksumValue, Literal("abc")),
    ),
    "a format in words": (
        "shapes.ttl",
        (URIRef(f"{WHOLE}#ttl"), DCTERMS["format"], None),
        (URIRef(f"{WHOLE}#ttl"), DCTERMS["format"], Literal("text/turtle")),
    ),
    "a theme that is none": ("range.ttl", None, (WHOLE, DCAT.theme, EX.theme)),
    "a language that is none": ("range.ttl", None, (WHOLE, DCTERMS.language, EX.swedish)),
    "a file type of one's own": (
        "mdr-vocabularies.shape.ttl",
        None,
        (URIRef(f"{WHOLE}#ttl"), DCTERMS["format"], EX.turtle),
    ),
    "a media type of one's own": (
        "mdr-vocabularies.shape.ttl",
        None,
        (URIRef(f"{WHOLE}#ttl"), DCAT.mediaType, EX.turtle),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_the_official_shapes_fire(catalogue, case):
    shapes, removed, added = BROKEN[case]
    broken = Graph()
    for triple in catalogue.triples((WHOLE, None, None)):
        broken.add(triple)
    for prefix in (CATALOGUE, f"{WHOLE}#ttl"):
        for triple in catalogue:
            if str(triple[0]).startswith(str(prefix)):
                broken.add(triple)
    if removed:
        assert removed in broken
        broken.remove(removed)
    if added:
        broken.add(added)
    path = (added or removed)[1]
    focus = (added or removed)[0]
    assert ("Violation", path, focus) in found(broken, shapes)


def rows():
    """Return the rows of the profile that name a property: class and property → rows."""
    text = (HERE / "dcat-ap-se-properties.csv").read_text(encoding="utf-8")
    own = {"Format": "dcterms:format", "License": "dcterms:license"}
    grouped = {}
    for row in csv.DictReader(text.splitlines()):
        name = row["property"] or own.get(row["label"], "")
        if name:
            grouped.setdefault((iri(row["class"]), iri(name)), []).append(row)
    return grouped


def iri(name):
    prefix, _, local = name.partition(":")
    return URIRef(PREFIXES[prefix] + local) if prefix in PREFIXES else URIRef(name)


def shapes_of(target, path):
    (node,) = SE.subjects(SH.targetClass, target)
    return [shape for shape in SE.objects(node, SH.property) if (shape, SH.path, path) in SE]


def value(shapes, name, severity):
    """Return the value of a parameter in the shapes of a severity, or None."""
    is_warning = severity == SH.Warning
    values = [
        SE.value(shape, name)
        for shape in shapes
        if ((shape, SH.severity, SH.Warning) in SE) == is_warning
    ]
    return next((item for item in values if item is not None), None)


def test_our_shapes_say_what_the_profile_says():
    compared = 0
    for (target, path), same in rows().items():
        shapes = shapes_of(target, path)
        assert shapes, (target, path)
        least = max(int(row["min"] or 0) for row in same)
        preferred = max(int(row["preferred"] or 0) for row in same)
        greatest = [int(row["max"]) for row in same if row["max"]]
        assert int(value(shapes, SH.minCount, SH.Violation) or 0) == least, (target, path)
        is_preferred = preferred == 1 and least == 0
        assert (value(shapes, SH.minCount, SH.Warning) is not None) == is_preferred, (target, path)
        most = value(shapes, SH.maxCount, SH.Violation)
        assert (most is None) == (not greatest), (target, path)
        assert most is None or int(most) in greatest
        assert kind_of(shapes) in {wanted(row["node"]) for row in same}, (target, path)
        compared += 1
    assert compared == 98


def kind_of(shapes):
    if value(shapes, SH.datatype, SH.Violation) == RDF.langString:
        return "LANGUAGE_LITERAL"
    kind = value(shapes, SH.nodeKind, SH.Violation)
    return str(kind).rpartition("#")[2] if kind is not None else ""


def wanted(node):
    return {
        "ONLY_LITERAL": "Literal",
        "DATATYPE_LITERAL": "Literal",
        "URI": "IRI",
        "RESOURCE": "BlankNodeOrIRI",
    }.get(node, node)


def fixtures():
    """Return data that breaks each constraint of our shapes once, and what must fire for it."""
    data, expected = Graph(), set()
    for node, target in SE.subject_objects(SH.targetClass):
        for shape in SE.objects(node, SH.property):
            path = SE.value(shape, SH.path)
            for component, values in breaking(shape):
                focus = EX[f"{shape.removeprefix(str(KL_SHAPES))}/{component}"]
                data.add((focus, RDF.type, target))
                for item in values:
                    data.add((focus, path, item))
                expected.add((focus, shape, SH[f"{component}ConstraintComponent"]))
    return data, expected


def breaking(shape):
    """Yield each constraint of a property shape with values that break it."""
    text = [Literal("text"), Literal("more")]
    good = [EX.one, EX.two]
    if SE.value(shape, SH.nodeKind) == SH.Literal:
        good = text
    if SE.value(shape, SH.datatype):
        good = [Literal("ett", "sv"), Literal("one", "en")]
    if SE.value(shape, SH.minCount):
        yield "MinCount", []
    if SE.value(shape, SH.maxCount):
        yield "MaxCount", good
    if SE.value(shape, SH.nodeKind) is not None:
        yield "NodeKind", text[:1] if good[0] == EX.one else [EX.one]
    if SE.value(shape, SH.datatype):
        yield "Datatype", text[:1]


def test_each_of_our_shapes_fires_for_what_breaks_it():
    data, expected = fixtures()
    assert len(expected) > 150
    _, report, _ = pyshacl.validate(data, shacl_graph=SE, inference="none")
    fired = {
        (
            report.value(result, SH.focusNode),
            report.value(result, SH.sourceShape),
            report.value(result, SH.sourceConstraintComponent),
        )
        for result in report.subjects(RDF.type, SH.ValidationResult)
    }
    assert expected <= fired
