"""Which column of a register a triple is read from, held to the registers themselves."""

from kretslopp import addresses, artefacts
from kretslopp.mapping import registers
from kretslopp.mapping.register_cells import register_column
from kretslopp.mapping.register_graphs import register_graphs
from kretslopp.namespaces import DCTERMS, KL, PROV, RDFS


def test_the_column_of_a_register_is_filled_in_where_the_graph_says_something():
    known = registers.read_registers(artefacts.data())
    rows = {
        "municipalities": {row["adress"]: row for row in known.municipalities},
        "organisations": {row["adress"]: row for row in known.organisations},
        "goal-areas": {row["adress"]: row for row in known.goal_areas},
        "legal": {row["adress"]: row for row in known.legal},
        "countries": {row["adress"]: row for row in known.countries},
        "withdrawn": {row["adress"]: row for row in known.withdrawn},
        "population": {f"{row['adress']}/{row['år']}": row for row in known.population},
    }
    seen = set()
    for graph in register_graphs(known)[:-1]:
        register = graph.identifier.rpartition("/")[2]
        for subject, predicate, value in graph:
            column = register_column(register, predicate, addresses.read(subject).kind)
            for record in graph.objects(subject, PROV.wasDerivedFrom) if column else ():
                row = rows[register]["/".join(addresses.read(record).parts[2:])]
                assert row[column], (subject, predicate)
                if predicate in (RDFS.label, DCTERMS.description, KL.year, KL.value):
                    assert str(value) == row[column]
                seen.add((register, column))
    assert len(seen) > 15
