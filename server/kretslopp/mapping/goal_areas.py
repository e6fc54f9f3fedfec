"""The table areas → the plan's own goal areas, and those that only its actions name."""

from rdflib import Literal, URIRef

from kretslopp import addresses
from kretslopp.mapping.codes import ACTION_TABLES
from kretslopp.mapping.values import write_cells
from kretslopp.mapping.writer import Writer, swedish
from kretslopp.namespaces import KL, RDF, RDFS, SKOS
from kretslopp.tables import EMPTY, Row

NOT_IN_A_TABLE = (
    Literal("Området står vid planens åtgärder, och inte i registret.", lang="sv"),
    Literal("The area stands with the plan's actions, and not in the register.", lang="en"),
)


def write(writer: Writer) -> None:
    """Write the plan's own goal areas.

    Where the plan has no table of them, an area that the register lacks is the plan's own.
    """
    programme = writer.programme
    for row in programme.rows("areas"):
        area = programme.goal_area(row["namn"])
        assert area is not None  # it is in that table
        _write(writer, area, "areas", row)
        write_cells(writer, area, "goal-area", "areas", row)
    for table in ACTION_TABLES if "areas" not in programme.tables else ():
        for row in programme.rows(table):
            name = row["målområde"]
            if name not in EMPTY and writer.registers.goal_area(name) is None:
                area = addresses.goal_area(name, programme.owner)
                _write(writer, area, table, row)
                for label in (RDFS.label, SKOS.prefLabel):
                    writer.add(area, label, swedish(name))
                for comment in NOT_IN_A_TABLE:
                    writer.add(area, RDFS.comment, comment)


def _write(writer: Writer, area: URIRef, table: str, row: Row) -> None:
    writer.add(area, RDF.type, KL.GoalArea)
    writer.add(area, KL.goalAreaOf, writer.programme.plan_iri)
    writer.add_source(area, table, row)
