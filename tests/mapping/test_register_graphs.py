import pytest
from rdflib import Literal, URIRef

from kretslopp import artefacts
from kretslopp.mapping import registers
from kretslopp.mapping.register_graphs import register_graphs
from kretslopp.namespaces import DCTERMS, KL, KL_ID, ORG, PROV, RDF, RDFS, SKOS, XSD


@pytest.fixture(scope="module")
def graphs():
    found = register_graphs(registers.read_registers(artefacts.data()))
    return {str(graph.identifier).rpartition("/graph/")[2]: graph for graph in found}


def test_one_graph_a_register_and_one_of_records(graphs):
    assert sorted(graphs) == [
        "provenance/register",
        "register/countries",
        "register/goal-areas",
        "register/legal",
        "register/municipalities",
        "register/organisations",
        "register/population",
    ]


def test_a_unit_has_a_parent_and_a_company_none(graphs):
    graph = graphs["register/organisations"]
    unit, company = KL_ID["org/borlange-energi/atervinning"], KL_ID["org/borlange-energi"]
    assert graph.value(unit, ORG.unitOf) == company
    assert (company, RDF.type, KL.MunicipalCompany) in graph
    assert graph.value(company, ORG.unitOf) is None
    office = KL_ID["org/borlange/miljokontor"]
    assert graph.value(office, ORG.unitOf) == KL_ID["municipality/borlange"]
    assert graph.value(office, KL.municipality) == KL_ID["municipality/borlange"]


def test_names_as_printed(graphs):
    graph = graphs["register/organisations"]
    thing = KL_ID["org/kommunfastigheter"]
    assert graph.value(thing, RDFS.label) == Literal("Kommunfastigheter", lang="sv")
    assert graph.value(thing, SKOS.altLabel) == Literal("Borlänge Kommunfastigheter", lang="sv")


def test_a_municipality_lies_in_a_county_and_a_waste_region(graphs):
    graph = graphs["register/municipalities"]
    borlange = KL_ID["municipality/borlange"]
    assert graph.value(borlange, KL.county) == KL_ID["county/dalarnas-lan"]
    assert graph.value(borlange, KL.region) == KL_ID["region/dalarna"]
    assert len(set(graph.subjects(RDF.type, KL.Municipality))) == 290
    assert len(set(graph.subjects(RDF.type, KL.County))) == 21


def test_codes_are_texts_that_keep_their_zero(graphs):
    graph = graphs["register/municipalities"]
    tierp, uppsala = KL_ID["municipality/tierp"], KL_ID["county/uppsala-lan"]
    assert graph.value(tierp, KL.municipalityCode) == Literal("0360")
    assert graph.value(uppsala, KL.countyCode) == Literal("03")
    assert len(set(graph.objects(None, KL.municipalityCode))) == 290
    assert len(set(graph.objects(None, KL.countyCode))) == 21


def test_a_municipality_is_called_the_same_in_every_language(graphs):
    tierp = KL_ID["municipality/tierp"]
    labels = set(graphs["register/municipalities"].objects(tierp, RDFS.label))
    assert labels == {Literal("Tierp", lang="sv"), Literal("Tierp", lang="en")}


def test_links_that_a_person_checked_entail_nothing(data):
    link = "http://www.wikidata.org/entity/Q214024"
    register = data / "curation" / "registers" / "municipalities.csv"
    text = register.read_text(encoding="utf-8")
    row = next(line for line in text.splitlines() if line.startswith("tierp,"))
    linked = row.replace(",03,,,", f",03,,{link},")
    register.write_text(text.replace(row, linked), encoding="utf-8")
    (graph, *_) = register_graphs(registers.read_registers(data))
    links = {(KL_ID["municipality/tierp"], RDFS.seeAlso, URIRef(link))}
    assert set(graph.triples((None, RDFS.seeAlso, None))) == links


def test_each_entry_says_who_added_it_when_and_why(graphs):
    records = graphs["provenance/register"]
    entries = 0
    for name, graph in graphs.items():
        if not name.startswith("register/"):
            continue
        for thing, record in graph.subject_objects(PROV.wasDerivedFrom):
            entries += 1
            assert (record, RDF.type, KL.CurationRecord) in records, thing
            for predicate in (PROV.wasAttributedTo, PROV.generatedAtTime, KL.reason):
                assert records.value(record, predicate) is not None
    # 290 municipalities, each also for its county, 15 for their region; and the other registers.
    assert entries == 290 * 2 + 15 + 25 + 10 + 17 + 15 + 1


def test_a_section_is_part_of_its_regulations_and_says_when_it_was_in_force(graphs):
    graph = graphs["register/legal"]
    whole, section = KL_ID["legal/nfs-2017-2"], KL_ID["legal/nfs-2017-2-4"]
    assert graph.value(section, DCTERMS.isPartOf) == whole
    assert graph.value(whole, DCTERMS.isReplacedBy) == KL_ID["legal/nfs-2020-6"]
    # The day in 2017 is not known, so that there is a year alone.
    assert graph.value(section, KL.startYear) == Literal("2017", datatype=XSD.integer)
    assert graph.value(section, KL.inForceFrom) is None
    assert str(graph.value(section, KL.inForceTo)) == "2020-07-31T00:00:00+00:00"
    assert str(graph.value(KL_ID["legal/nfs-2020-6"], KL.inForceFrom)).startswith("2020-08-01")


def test_what_was_not_read_is_said_and_has_no_sections(graphs):
    graph = graphs["register/legal"]
    read = set(graph.subjects(KL.textRead, Literal("true", datatype=XSD.boolean)))
    assert read == {
        KL_ID[f"legal/nfs-2017-2-{no}"] for no in ("2", "3-1", "3-2", "4", "5", "6", "7")
    }
    assert not list(graph.subjects(DCTERMS.isPartOf, KL_ID["legal/nfs-2020-6"]))
