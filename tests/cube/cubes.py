"""Small cubes: a good one, and for each constraint some that break it."""

from dataclasses import dataclass

from rdflib import Graph, URIRef

from kretslopp import artefacts, ontology
from kretslopp.namespaces import KL, KL_ID, QB, new_graph

PREFIXES = """
@base <https://w3id.org/kretslopp/id/> .
@prefix kl: <https://w3id.org/kretslopp/def#> .
@prefix qb: <http://purl.org/linked-data/cube#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""

# Falun's baseline of household waste (384 kg/person, 2022), its target (290, 2030), its population.
GOOD = """
<target/falun/2023-2030/1/2022> a kl:Target , qb:Observation ;
    qb:dataSet <cube/targets> ;
    kl:targetFor <goal/falun/2023-2030/1> ;
    kl:area <municipality/falun> ;
    kl:year 2022 ;
    kl:targetType <target-type/baseline> ;
    kl:value 384.0 ;
    kl:measuredIn <unit/kg-per-person> .

<target/falun/2023-2030/1/2030> a kl:Target , qb:Observation ;
    qb:dataSet <cube/targets> ;
    kl:targetFor <goal/falun/2023-2030/1> ;
    kl:area <municipality/falun> ;
    kl:year 2030 ;
    kl:targetType <target-type/target> ;
    kl:value 290.0 .

<target/tierp/2018/waste/residual/2030> a kl:Target , qb:Observation ;
    qb:dataSet <cube/indicators> ;
    kl:targetFor <goal/tierp/2018/waste> ;
    kl:indicator <indicator/tierp/2018/residual> ;
    kl:area <municipality/tierp> ;
    kl:year 2030 ;
    kl:targetType <target-type/target> ;
    kl:value -10.0 .

# Another measure of the same goal and year.
<target/tierp/2018/waste/combustible/2030> a kl:Target , qb:Observation ;
    qb:dataSet <cube/indicators> ;
    kl:targetFor <goal/tierp/2018/waste> ;
    kl:indicator <indicator/tierp/2018/combustible> ;
    kl:area <municipality/tierp> ;
    kl:year 2030 ;
    kl:targetType <target-type/target> ;
    kl:value -15.0 .

<population/falun/2024> a kl:PopulationFigure , qb:Observation ;
    qb:dataSet <cube/population> ;
    kl:municipality <municipality/falun> ;
    kl:year 2024 ;
    kl:value 59945.0 ;
    kl:measuredIn <unit/inhabitants> .
"""

BASELINE = "target/falun/2023-2030/1/2022"
TARGET = "target/falun/2023-2030/1/2030"
OF_INDICATOR = "target/tierp/2018/waste/residual/2030"
POPULATION = "population/falun/2024"


@dataclass(frozen=True)
class Trap:
    """What is taken out of the good cube and added to it, and what a constraint must find."""

    constraint: str
    found: tuple[str, ...]
    removed: tuple[str, URIRef] | None = None
    added: str = ""

    @property
    def data(self) -> Graph:
        """Return the cube with the trap in it."""
        data = new_graph().parse(data=f"{PREFIXES}{GOOD}{self.added}", format="turtle")
        if self.removed:
            thing, predicate = self.removed
            assert (KL_ID[thing], predicate, None) in data
            data.remove((KL_ID[thing], predicate, None))
        return data


TRAPS = (
    Trap("ic-01-one-data-set", (POPULATION,), removed=(POPULATION, QB.dataSet)),
    Trap("ic-01-one-data-set", (TARGET,), added=f"<{TARGET}> qb:dataSet <cube/population> ."),
    Trap("ic-02-one-structure", ("cube/other",), added="<cube/other> a qb:DataSet ."),
    Trap(
        "ic-02-one-structure",
        ("cube/targets",),
        added="<cube/targets> qb:structure <cube/population/structure> .",
    ),
    Trap(
        "ic-03-a-measure",
        ("cube/other/structure",),
        added="<cube/other/structure> a qb:DataStructureDefinition .",
    ),
    Trap(
        "ic-04-dimensions-have-range",
        ("other",),
        added="""<cube/targets/structure> qb:component <cube/targets/structure/other> .
        <cube/targets/structure/other> qb:componentProperty <other> .
        <other> a qb:DimensionProperty .""",
    ),
    Trap(
        "ic-05-concepts-have-code-list",
        ("other",),
        added="<other> a qb:DimensionProperty ; rdfs:range kl:ActionStatus .",
    ),
    Trap(
        "ic-06-only-attributes-optional",
        ("cube/targets/structure/year",),
        added="<cube/targets/structure/year> qb:componentRequired false .",
    ),
    Trap("ic-11-all-dimensions", (TARGET,), removed=(TARGET, KL.year)),
    Trap("ic-11-all-dimensions", (TARGET,), removed=(TARGET, KL.area)),
    Trap("ic-11-all-dimensions", (OF_INDICATOR,), removed=(OF_INDICATOR, KL.indicator)),
    Trap("ic-11-all-dimensions", (POPULATION,), removed=(POPULATION, KL.municipality)),
    Trap(
        "ic-12-no-duplicates",
        (TARGET, f"{TARGET}/again"),
        added=f"""<{TARGET}/again> a qb:Observation ; qb:dataSet <cube/targets> ;
        kl:targetFor <goal/falun/2023-2030/1> ; kl:area <municipality/falun> ; kl:year 2030 ;
        kl:targetType <target-type/target> ; kl:value 291.0 .""",
    ),
    Trap(
        "ic-12-no-duplicates",
        (OF_INDICATOR, f"{OF_INDICATOR}/again"),
        added=f"""<{OF_INDICATOR}/again> a qb:Observation ; qb:dataSet <cube/indicators> ;
        kl:indicator <indicator/tierp/2018/residual> ; kl:area <municipality/tierp> ; kl:year 2030 ;
        kl:targetType <target-type/target> ; kl:value -11.0 .""",
    ),
    Trap(
        "ic-12-no-duplicates",
        (POPULATION, f"{POPULATION}/again"),
        added=f"""<{POPULATION}/again> a qb:Observation ; qb:dataSet <cube/population> ;
        kl:municipality <municipality/falun> ; kl:year 2024 ; kl:value 59945.0 ;
        kl:measuredIn <unit/inhabitants> .""",
    ),
    Trap("ic-13-required-attributes", (POPULATION,), removed=(POPULATION, KL.measuredIn)),
    Trap("ic-14-all-measures", (BASELINE,), removed=(BASELINE, KL.value)),
    Trap(
        "ic-19-codes-of-code-list",
        (TARGET,),
        added=f"<{TARGET}> kl:targetType <plan-status/adopted> .",
    ),
    Trap(
        "ic-19-codes-of-code-list",
        (BASELINE,),
        added=f"<{BASELINE}> kl:measuredIn <unit/okand> .",
    ),
    *(
        Trap("no-slices-measure-types-or-hierarchies", (found,), added=added)
        for found, added in (
            ("cube/targets", "<cube/targets> qb:slice <cube/targets/2030> ."),
            ("cube/targets/structure", "<cube/targets/structure> qb:sliceKey <cube/key> ."),
            ("cube/targets/2030", "<cube/targets/2030> a qb:Slice ."),
            ("cube/key", "<cube/key> a qb:SliceKey ."),
            ("unit", "<unit> a qb:HierarchicalCodeList ."),
            (TARGET, f"<{TARGET}> qb:measureType kl:value ."),
            (
                str(QB.measureType),
                "<cube/targets/structure/type> qb:componentProperty qb:measureType .",
            ),
        )
    ),
)


def good() -> Graph:
    """Return the cube that every constraint holds for."""
    return new_graph().parse(data=PREFIXES + GOOD, format="turtle")


def with_ontology(data: Graph) -> Graph:
    """Return a cube with the ontology beside it, as a built dataset has it."""
    merged = new_graph()
    for graph in (ontology.load(artefacts.ontology()), data):
        for triple in graph:
            merged.add(triple)
    return merged
