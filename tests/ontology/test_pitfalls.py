"""The ontology falls into none of the pitfalls of OOPS!, and each check catches one that does."""

import pytest

from kretslopp import artefacts
from kretslopp.namespaces import KL, OWL, RDFS
from kretslopp.publication.vocabulary import all_shapes, read_shapes
from ontology import pitfalls
from ontology.broken import broken
from ontology.pitfalls import PITFALLS

ONTOLOGY = "<https://w3id.org/kretslopp/def>"

# What makes a broken copy of the ontology: statements taken away and put in, and what is then
# found. ``*`` stands for any value.
BROKEN = {
    "P04": ("", "kl:Lonely a owl:Class .", {"Lonely"}),
    "P05": ("kl:participation rdfs:range *", "kl:participation rdfs:range kl:Goal .",
            {"participation"}),
    "P06": ("", "kl:Action rdfs:subClassOf kl:MunicipalAction .", {"Action", "MunicipalAction"}),
    "P07": ("", 'kl:PlanAndGoal a owl:Class . kl:Plan rdfs:label "plan eller mål"@sv .',
            {"PlanAndGoal", "Plan"}),
    "P08": ("kl:Goal skos:definition *", 'kl:Goal skos:definition "Ett mål."@sv .', {"Goal"}),
    "P10": ("kl:RegionalAction owl:disjointWith kl:MunicipalAction", "",
            {"MunicipalAction RegionalAction"}),
    "P11": ("kl:goalOf rdfs:domain *; kl:goalTheme rdfs:range *", "", {"goalOf", "goalTheme"}),
    "P13": ("kl:precedes owl:inverseOf *", "", {"precedes", "precededBy"}),
    "P19": ("", "kl:goalOf rdfs:domain kl:Target .", {"goalOf"}),
    "P20": ("", 'kl:Goal skos:definition "Mål."@sv .', {"Goal"}),
    "P21": ("", "kl:OtherActor a owl:Class .", {"OtherActor"}),
    "P22": ("", "kl:wrong_name a owl:ObjectProperty . kl:small a owl:Class .",
            {"wrong_name", "small"}),
    "P24": ("", "kl:Goal owl:disjointWith kl:Goal . "
            "kl:lead owl:propertyChainAxiom ( kl:goalOf kl:lead ) .", {"Goal", "lead"}),
    "P25": ("", "kl:lead owl:inverseOf kl:lead .", {"lead"}),
    "P26": ("", "kl:precededBy a owl:SymmetricProperty .", {"precedes"}),
    "P27": ("", "kl:goalOf owl:equivalentProperty kl:targetFor .", {"goalOf"}),
    "P28": ("", "kl:goalOf a owl:SymmetricProperty .", {"goalOf"}),
    "P29": ("", "kl:goalOf a owl:TransitiveProperty .", {"goalOf"}),
    "P32": ("", 'kl:Goal rdfs:label "Avfallsplan"@sv .', {"Goal", "Plan"}),
    "P33": ("", "kl:lead owl:propertyChainAxiom ( kl:goalOf ) .", {"lead"}),
    "P34": ("", "kl:lead rdfs:range kl:Nothing . kl:Goal rdfs:subClassOf kl:Unknown .",
            {"Nothing", "Unknown"}),
    "P35": ("", "kl:lead rdfs:subPropertyOf kl:unknown . kl:Goal kl:says 1 .",
            {"unknown", "says"}),
    "P36": (f"{ONTOLOGY} a *", "<https://w3id.org/kretslopp/def.ttl> a owl:Ontology .",
            {"https://w3id.org/kretslopp/def.ttl"}),
    "P38": (f"{ONTOLOGY} a *", "", {"0 ontologies"}),
    "P40": ("", 'org:Organization rdfs:label "organisation"@sv .',
            {"http://www.w3.org/ns/org#Organization"}),
    "P41": (f"{ONTOLOGY} dcterms:license *", "", {"https://w3id.org/kretslopp/def"}),
}  # fmt: skip


def test_every_pitfall_is_tried_on_a_broken_copy():
    assert set(BROKEN) == set(PITFALLS)
    assert len(PITFALLS) > 20


@pytest.mark.parametrize("pitfall", PITFALLS)
def test_the_ontology_is_clear_of(vocabulary, pitfall):
    assert PITFALLS[pitfall](vocabulary) == set()


@pytest.mark.parametrize("pitfall", PITFALLS)
def test_a_broken_copy_is_caught_in(vocabulary, pitfall):
    removed, added, expected = BROKEN[pitfall]
    assert PITFALLS[pitfall](broken(vocabulary, removed, added)) == expected


@pytest.mark.parametrize(
    ("reasons", "lacks"),
    [
        (pitfalls.WITHOUT_DOMAIN, RDFS.domain),
        (pitfalls.WITHOUT_RANGE, RDFS.range),
        (pitfalls.WITHOUT_INVERSE, OWL.inverseOf),
    ],
    ids=["domain", "range", "inverse"],
)
def test_an_exception_is_one(vocabulary, reasons, lacks):
    """A name on a list of exceptions is a term, is there once, and lacks what it may lack."""
    names = [name for group in reasons.values() for name in group.split()]
    assert len(names) == len(set(names)) > 1
    for name in names:
        assert KL[name] in pitfalls.properties(vocabulary), name
        assert (KL[name], lacks, None) not in vocabulary, name


def test_shapes_place_what_has_no_domain(vocabulary):
    shapes = read_shapes(all_shapes(artefacts.shapes()), vocabulary)
    placed = {
        name.short.removeprefix("kl:")
        for shape in shapes
        if shape.classes or shape.subjects_of
        for rule in shape.constraints
        for name in rule.about
    }
    reason = "things of several classes bear it, and shapes say which"
    waiting = set(pitfalls.WITHOUT_DOMAIN[reason].split())
    assert waiting - placed == {"involves"}, "involves is entailed by the roles below it"
    roles = {pitfalls.local(p) for p in vocabulary.subjects(RDFS.subPropertyOf, KL.involves)}
    assert roles <= placed
