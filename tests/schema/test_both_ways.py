"""The way there and the way back over all columns: a triple is gone when its cell is empty.

Each table has one row of the examples that the schema gives for its columns, some of them left
out; one more cell is emptied, and what is then missing must be what the way back says.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kretslopp import addresses, artefacts, ontology
from kretslopp.mapping import registers
from kretslopp.mapping.names import NamedOrganisation
from kretslopp.mapping.programme import ProgrammeTables
from kretslopp.mapping.source import source_graph
from kretslopp.namespaces import PROV
from kretslopp.schema import CONTRACTS, origin
from kretslopp.tables import Row, Table

ROW = 2
# Cells that must name each other, so that the rows are of one programme.
OTHERWISE = {
    ("plan", "nyckel"): "",
    ("footnotes", "rad"): str(ROW),
    ("goals", "överordnat_mål"): "2",
    ("municipal", "regional_åtgärd"): "7",
    ("municipal", "ansvar"): "Miljökontor; Kommunstyrelsen",
    ("goals", "nyckel"): "",
    ("regional", "nyckel"): "",
    ("municipal", "nyckel"): "",
    ("status", "nyckel"): "",
    ("organisations", "nyckel"): "",
    ("indicators", "nyckel"): "",
    ("areas", "nyckel"): "",
    ("municipal", "år"): "Q2 2024, löpande",
    ("municipal", "utförare"): "Borlänge Energi",
    ("targets", "indikator"): "AP.2.2",
    ("organisations", "överordnad"): "Borlänge Energi",
}
# What rows are called by, and what must be filled in for there to be the thing at all.
NEEDED = {
    ("plan", "kommun"), ("plan", "region"), ("plan", "programperiod"), ("plan", "planperiod"),
    ("goals", "mål"), ("targets", "mål"), ("targets", "typ"), ("targets", "år"),
    ("targets", "område"), ("regional", "nr"), ("municipal", "nr"), ("organisations", "namn"),
    ("organisations", "slag"), ("footnotes", "nr"), ("footnotes", "tabell"), ("footnotes", "rad"),
    ("status", "nr"), ("status", "datum"), ("status", "status"), ("decisions", "kommun"),
    ("areas", "namn"), ("assessments", "mål"), ("assessments", "datum"),
    ("indicators", "indikator"),
}  # fmt: skip
OPTIONAL = sorted(
    (table.name, column.name)
    for table in CONTRACTS.values()
    for column in table.columns
    if (table.name, column.name) not in NEEDED and not column.is_bookkeeping
)


@pytest.fixture(scope="module")
def mapped():
    """The triples of a programme whose cells are examples, but for those left empty."""
    known = registers.read_registers(artefacts.data())
    units = ontology.units(ontology.load(artefacts.ontology()))

    def of(empty):
        tables = {
            table.name: Table(
                table,
                tuple(column.name for column in table.columns),
                (Row(ROW, {c.name: cell(table.name, c, empty) for c in table.columns}),),
                f"{table.name}.csv",
            )
            for table in CONTRACTS.values()
        }
        own = addresses.organisation("borlange", "kommunstyrelsen")

        programme = ProgrammeTables(
            owner="borlange",
            municipalities=(known.municipality("Borlänge"),),
            region="dalarna",
            period="2023-2026",
            plan_period="2023-2030",
            tables=tables,
            organisations=(
                *known.organisations_of(("borlange", "dalarna")),
                NamedOrganisation(own, ("Kommunstyrelsen",)),
            ),
        )
        return source_graph(programme, known, units)

    return of


def cell(table, column, empty):
    if (table, column.name) in empty:
        return ""
    return OTHERWISE.get((table, column.name), column.example)


def claimed(graph, triple):
    """The columns that the way back names for a triple."""
    subject, predicate, value = triple
    found = set()
    for record in graph.objects(subject, PROV.wasDerivedFrom):
        table = addresses.read(record).parts[2]
        made = origin(table, addresses.read(subject).kind, predicate, value)
        for alternatives in made.columns if made else ():
            for name in alternatives.split("|"):
                other, _, head = name.rpartition(".")
                found.add((other or table, head))
    return found


@settings(max_examples=60)
@given(st.sets(st.sampled_from(OPTIONAL), max_size=12), st.sampled_from(OPTIONAL))
def test_what_is_gone_without_a_cell_is_said_to_be_from_it(mapped, empty, one):
    whole, less = mapped(empty), mapped(empty | {one})
    kept = set(less.subjects())
    for triple in set(whole) - set(less):
        if triple[0] in kept and triple[1] != PROV.wasDerivedFrom:
            assert one in claimed(whole, triple)


@pytest.mark.parametrize("one", OPTIONAL, ids=".".join)
def test_every_column_that_says_something_does(mapped, one):
    table, head = one
    says = CONTRACTS[table].column(head).says
    whole, less = mapped(set()), mapped({one})
    gone = {predicate for _, predicate, _ in set(whole) - set(less)}
    # Of other values than the example.
    limits = {"upperLimit", "lowerLimit", "valueText"}
    limits |= {"quarter", "continuous"} if table == "regional" else set()
    expected = {s.property for s in says if s.property.rpartition("#")[2] not in limits}
    assert expected <= gone
