"""The mapping told backwards, held to the mapping: each column is emptied, and what is gone told.

What a column's cells say is what the source graph lacks once they are empty. Where the mapping
can't do without a column the tables are changed by hand instead (``CHANGED``).
"""

import dataclasses

import pytest
from rdflib import URIRef

from conftest import FEW
from kretslopp import addresses, artefacts, ontology
from kretslopp.errors import DataViolation
from kretslopp.mapping import programme as programmes
from kretslopp.mapping import registers
from kretslopp.mapping.source import source_graph
from kretslopp.namespaces import DCTERMS, KL, PROV, QB, RDF
from kretslopp.schema import Step, origin
from kretslopp.tables import Row

DATA = artefacts.data()
DIRECTORIES = sorted(path.parent for path in (DATA / "tables").glob("*/*/plan.csv"))
SOME_SLOW = [
    pytest.param(path, marks=() if path.parts[-2] in FEW else pytest.mark.slow)
    for path in DIRECTORIES
]
# Columns that say what a row is called: without them it is another row.
NAMING = {
    ("regional", "nr"),
    ("municipal", "nr"),
    ("goals", "mål"),
    ("status", "nr"),
    ("status", "datum"),
    ("footnotes", "nr"),
    ("decisions", "kommun"),
    ("assessments", "mål"),
    ("assessments", "datum"),
    ("indicators", "indikator"),
    ("indicators", "nyckel"),
}
# Columns that the mapping can't do without, and another value of them that it can do with.
CHANGED = {
    # An outcome has an address of its own.
    ("targets", "typ"): {"basvärde": "målvärde", "målvärde": "basvärde", "utfall": "utfall"},
    ("organisations", "slag"): {"nämnd": "enhet", "enhet": "nämnd", "kommunalt bolag": "nämnd",
                                "annan organisation": "nämnd"},
    ("status", "status"): {"klar": "påbörjad"},
}  # fmt: skip
OTHERWISE = "ej påbörjad"
# Columns whose emptiness is a fault of the tables.
NEEDED = {
    ("areas", "namn"),
    ("footnotes", "rad"),
    ("footnotes", "tabell"),
    ("goals", "mål"),
    ("goals", "text"),  # of a goal that has no number
    ("status", "nyckel"),
    ("targets", "mål"),
    ("targets", "indikator"),  # of a value that has no goal
}
# Read into the programme before it is mapped, or the address of the row.
BEFORE = {
    ("plan", "kommun"),
    ("plan", "nyckel"),
    ("organisations", "namn"),
    ("municipal", "nyckel"),
    ("goals", "nyckel"),
}


@pytest.fixture(scope="module")
def known():
    return registers.read_registers(DATA)


@pytest.fixture(scope="module")
def units():
    return ontology.units(ontology.load(artefacts.ontology()))


def changed(programme, table, column):
    """Return the programme with each cell of a column empty, or with another of its values."""
    other = CHANGED.get((table, column))
    rows = []
    for row in programme.tables[table].rows:
        text = row[column]
        new = other.get(text, OTHERWISE) if other and text else ""
        rows.append(Row(row.number, {**row.cells, column: new}))
    new_table = dataclasses.replace(programme.tables[table], rows=tuple(rows))
    return dataclasses.replace(programme, tables={**programme.tables, table: new_table})


def origins(triple, records):
    """Return the columns that a triple is said to be from, as (table, column)."""
    subject, predicate, value = triple
    kind = addresses.read(subject).kind
    found = set()
    for record in records:
        table = addresses.read(record).parts[2]
        made = origin(table, kind, predicate, value)
        for column in made.columns if made else ():
            for name in column.split("|"):
                other, _, head = name.rpartition(".")
                found.add((other or table, head))
    return found


def test_there_is_an_origin_for_every_triple_of_every_source_graph(known, units):
    count = 0
    assert len(DIRECTORIES) >= 17
    for directory in DIRECTORIES:
        programme = programmes.read_programme(directory, known)
        graph = source_graph(programme, known, units)
        for subject, predicate, value in graph:
            records = list(graph.objects(subject, PROV.wasDerivedFrom))
            kind = addresses.read(subject).kind
            made = [
                origin(addresses.read(record).parts[2], kind, predicate, value)
                for record in records
            ]
            assert any(made), (subject, predicate)
            count += 1
    assert count > 4_000


@pytest.mark.parametrize("directory", SOME_SLOW, ids=lambda path: "/".join(path.parts[-2:]))
def test_what_an_empty_column_takes_away_is_what_is_said_to_be_from_it(directory, known, units):
    programme = programmes.read_programme(directory, known)
    whole = source_graph(programme, known, units)
    tried = 0
    for table, content in programme.tables.items():
        for column in content.columns:
            if (table, column) in NAMING | BEFORE or not any(row[column] for row in content.rows):
                continue
            other = changed(programme, table, column)
            try:
                less = source_graph(other, known, units)
            except DataViolation:
                assert (table, column) in NEEDED
                continue
            tried += 1
            check_gone(whole, less, table, column)
            if (table, column) not in (("regional", "mål"), ("municipal", "mål")):
                # A goal that both tables name is still there without one of them.
                check_kept(programme, other, whole, less, table, column)
    assert tried >= 1


def check_gone(whole, less, table, column):
    """What is gone without the column is said to be from it."""
    for triple in set(whole) - set(less):
        records = set(whole.objects(triple[0], PROV.wasDerivedFrom))
        kept = set(less.objects(triple[0], PROV.wasDerivedFrom))
        if not records & kept or triple[1] == PROV.wasDerivedFrom:
            continue  # the whole thing is gone, such as a goal that only these cells name
        claimed = origins(triple, records)
        assert (table, column) in claimed, f"{triple} is gone without {table}.{column}"


def check_kept(programme, other, whole, less, table, column):
    """What is said to be from the column is gone without it."""
    rows = {
        programme.record(table, before): before
        for before, after in zip(programme.rows(table), other.rows(table), strict=True)
        if before[column] != after[column]
    }
    for subject, predicate, value in less:
        for record in whole.objects(subject, PROV.wasDerivedFrom):
            if record in rows and (subject, predicate, value) in whole:
                kind = addresses.read(subject).kind
                made = origin(table, kind, predicate, value)
                assert made is None or column not in made.columns, (subject, predicate, column)


def test_each_step_is_used(known, units):
    used = set()
    for directory in DIRECTORIES:
        programme = programmes.read_programme(directory, known)
        graph = source_graph(programme, known, units)
        for subject, predicate, value in graph:
            for record in graph.objects(subject, PROV.wasDerivedFrom):
                table = addresses.read(record).parts[2]
                made = origin(table, addresses.read(subject).kind, predicate, value)
                used |= {made.step} if made else set()
    assert used == set(Step)


@pytest.mark.parametrize(
    ("table", "kind", "predicate", "columns"),
    [
        ("municipal", "action", KL.startYear, ("år",)),
        ("municipal", "action", KL.buildsOn, ("regional_åtgärd",)),
        ("municipal", "action", RDF.type, ()),
        ("regional", "participation", KL.participant, ("medverkande",)),
        ("targets", "target", KL.upperLimit, ("värde",)),
        ("plan", "programme", KL.endYear, ("programperiod",)),
        ("plan", "plan", KL.endYear, ("planperiod",)),
    ],
)
def test_origins(table, kind, predicate, columns):
    assert origin(table, kind, predicate, KL.Action).columns == columns


def test_what_rows_of_a_table_do_not_say_has_no_origin():
    assert origin("footnotes", "action", DCTERMS.title, KL.Action) is None
    assert origin("regional", "action", KL.participant, KL.Action) is None


def test_an_observation_is_one_because_of_its_value_and_year():
    made = origin("targets", "target", URIRef(RDF.type), QB.Observation)
    assert made.columns == ("värde", "år")
