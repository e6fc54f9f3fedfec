"""Explanations as sentences, in both languages, and the words that they are made of."""

import pytest
from rdflib import Literal

from kretslopp import artefacts, ontology, words
from kretslopp.explanation import claim, sentence
from kretslopp.explanation.wording import capital, quotable, shortened
from kretslopp.namespaces import KL, OWL, RDF, XSD, prefixed

K13 = "action/borlange/2023-2026/K13"
CASES = [
    (
        (K13, "kl:indirectlyContributesTo", "goal/borlange/2023-2030/10"),
        "Borlänges åtgärd K13 bidrar indirekt till Borlänges mål 10 eftersom K13 bygger på "
        "Borlänges del i R18 (tabellen Kommunala åtgärder, rad 14, kolumnen regional åtgärd: ”18”, "
        "textrad 500–506 i dokumentet), och den delen bidrar till mål 10 (tabellen Regionala "
        "åtgärder, rad 19, kolumnen mål: ”10”, textrad 291–305 i dokumentet). Regeln är: "
        "bygger på ∘ bidrar till ⇒ bidrar indirekt till.",
        "Borlänge's action K13 indirectly contributes to Borlänge's goal 10 because K13 builds on "
        "Borlänge's part in R18 (table Municipal actions, row 14, column regional åtgärd: “18”, "
        "lines 500–506 of the document), and that part contributes to goal 10 (table Regional "
        "actions, row 19, column mål: “10”, lines 291–305 of the document). The rule is: builds on "
        "∘ contributes to ⇒ indirectly contributes to.",
    ),
    (
        ("org/borlange-energi/stadsmiljo", "kl:involvedIn", "action/borlange/2023-2026/K9"),
        "AO Stadsmiljö i Borlänge Energi har en roll i Borlänges åtgärd K9 eftersom K9 involverar "
        "AO Stadsmiljö, vilket följer av att AO Stadsmiljö ansvarar för K9 (tabellen Kommunala "
        "åtgärder, rad 10, kolumnen ansvar: ”Borlänge Energi AO Stadsmiljö”, textrad 456–463 i "
        "dokumentet). Regeln är: ”involverad i” är omvändningen av ”involverar”.",
        None,
    ),
    (
        (K13, "rdf:type", "kl:Action"),
        "Borlänges åtgärd K13 är en åtgärd eftersom K13 är en kommunal åtgärd (tabellen Kommunala "
        "åtgärder, rad 14, textrad 500–506 i dokumentet). Regeln är: det som är en kommunal åtgärd "
        "är också en åtgärd.",
        "Borlänge's action K13 is an action because K13 is a municipal action (table Municipal "
        "actions, row 14, lines 500–506 of the document). The rule is: whatever is a municipal "
        "action is also an action.",
    ),
    (
        (K13, "kl:endYear", Literal("2026", datatype=XSD.integer)),
        "Borlänges åtgärd K13 slutar 2026. Så står det i källan: tabellen Kommunala åtgärder, rad "
        "14, kolumnen år: ”2026”, textrad 500–506 i dokumentet.",
        None,
    ),
    (
        ("goal-area/nedskrapning", "skos:prefLabel", Literal("Nedskräpning", lang="sv")),
        "”Nedskräpning” har termen ”Nedskräpning”. Det står i ett register som vi för: registret "
        "över målområden, kolumnen namn. Projektet Kretslopp lade till den 2026-11-24, eftersom: "
        "”Målområde i åtgärdsprogrammet för Borlänge 2023-2026”.",
        None,
    ),
    (
        ("action/falun/2023-2026/K8", "kl:legallyRequired",
         Literal("true", datatype=XSD.boolean)),
        None,
        "Falun's action K8 is required by law. The source says so: table Municipal actions, row 9, "
        "column lagkrav: “X”. X and * mean yes, nej means no, and an empty cell says "
        "nothing.",
    ),
    (
        ("action/falun/2023-2026/K1", "dcterms:title",
         Literal("Upphandlingskrav för byggavfall", lang="sv")),
        "Faluns åtgärd K1 har titeln ”Upphandlingskrav för byggavfall”. Så läser vi källan, vars "
        "egna ord inte finns här: tabellen Kommunala åtgärder, rad 2, kolumnen åtgärder: "
        "”Upphandlingskrav för byggavfall” (med våra ord).",
        "Falun's action K1 has the title “Upphandlingskrav för byggavfall” (in Swedish). That is "
        "how we read the source, whose own words are not here: table Municipal actions, row 2, "
        "column åtgärder: “Upphandlingskrav för byggavfall” (in our words).",
    ),
    (
        ("action/jonkoping/phu-16/minska-matsvinnet", "kl:endYear",
         Literal("2021", datatype=XSD.integer)),
        "Jönköpings åtgärd ”Minska matsvinnet” slutar 2021. Så står det i källan: tabellen "
        "Kommunala åtgärder, rad 2, kolumnen år: ”-2021”. Första och sista år läses ur cellen; ett "
        "ensamt år är båda.",
        None,
    ),
    (
        ("kl:responsible", "rdfs:subPropertyOf", "kl:involves"),
        "”ansvarig” är en underegenskap till ”involverar”. Det är fastställt i Kretslopps "
        "ontologi.",
        "“responsible” is a sub-property of “involves”. It is laid down in the ontology of "
        "Kretslopp.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    "case", CASES, ids=lambda case: f"{case[0][0].split('/')[-1]}-{case[0][1]}"
)
def test_sentences(why, explainer, case):
    triple, sv, en = case
    found = why(*triple)
    for language, expected in (("sv", sv), ("en", en)):
        told = sentence(found, explainer.lookups, language)
        assert told == expected or expected is None


def test_a_corrected_cell_is_told_with_who_and_why(why, explainer):
    title = Literal("Införa insamling av sällanförpackningar på ÅVC.", lang="sv")
    found = why("action/borlange/2023-2026/K23", "dcterms:title", title)
    told = sentence(found, explainer.lookups, "sv")
    assert "(rättat; tryckt är ”Införa insamling av sällanförpackningar3 3på ÅVC.”)" in told
    assert "Cellen rättades av Projektet Kretslopp 2026-11-24, eftersom: ”Fotnotsmärket" in told


def test_an_interpretation_is_told_as_one(why, explainer):
    found = why("action/falun/2023-2026/K1", "skos:exactMatch", "action/borlange/2023-2026/K1")
    assert sentence(found, explainer.lookups, "en").startswith(
        "Falun's action K1 is the same as Borlänge's action K1. That is our interpretation, not "
        "something that the source says: Projektet Kretslopp added it on 2026-11-30 (status: "
        "accepted), because: “Båda är märkta"
    )


def test_many_rows_are_counted_and_two_programmes_told_apart(why, explainer):
    number = Literal("4", datatype=XSD.integer)
    told = sentence(why("goal/borlange/2023-2030/4", "kl:number", number), explainer.lookups, "sv")
    assert told.endswith("; och 13 till.")
    shared = why("action/dalarna/2023-2026/R1", "kl:lead", "org/dalarna/dalava")
    told = sentence(shared, explainer.lookups, "sv")
    assert "”DalaVA”, textrad 22–33 i dokumentet (Åtgärdsprogram Borlänge 2023-2026)" in told
    assert "”Dala VA” (Åtgärdsprogram Falun 2023-2026)" in told


def test_the_pieces_of_a_claim_lead_to_what_they_name(why, explainer):
    found = why(K13, "kl:buildsOn", "participation/borlange/2023-2026/R18")
    first, between, last = claim(found.triple, explainer.lookups, "sv")
    assert (first.text, first.term) == ("Borlänges åtgärd K13", found.triple[0])
    assert (between.text, between.term) == (" bygger på ", None)
    assert (last.text, last.term) == ("Borlänges del i R18", found.triple[2])


def test_a_property_without_words_is_still_told(explainer):
    told = claim((KL.Goal, OWL.sameAs, KL.Plan), explainer.lookups, "en")
    assert "".join(part.text for part in told) == (
        "The class “Goal” has the property “owl:sameAs” with the value the class “Waste plan”"
    )


def test_there_are_words_for_every_term_of_the_ontology():
    terms = ontology.load(artefacts.ontology())
    classes = {f"class.{prefixed(term)}" for term in terms.subjects(RDF.type, OWL.Class)}
    assert len(classes) > 30
    assert classes <= set(words.all_texts())
    said = {key.removesuffix(".true").removesuffix(".false") for key in words.all_texts()}
    properties = {
        prefixed(term)
        for kind in (OWL.ObjectProperty, OWL.DatatypeProperty)
        for term in terms.subjects(RDF.type, kind)
    }
    assert len(properties) > 80
    properties |= set(map(prefixed, terms.predicates()))
    assert {f"claim.{name}" for name in properties} <= said


def test_long_texts_are_cut_between_words():
    assert shortened("ett två tre", 20) == "ett två tre"
    assert shortened("ett två, tre fyra", 10) == "ett två…"
    assert shortened("två\nrader", 20) == "två rader"
    assert quotable("En mening.", 20) == "En mening"


def test_names_with_a_prefix_keep_their_first_letter():
    assert capital("målet är nått") == "Målet är nått"
    assert capital("org:Organization är en klass") == "org:Organization är en klass"
