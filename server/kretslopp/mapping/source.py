"""Tables → the source graph of one programme: only what its document says."""

from collections.abc import Mapping

from rdflib import Graph, URIRef

from kretslopp.errors import DataViolation
from kretslopp.mapping import actions, goal_areas, goals, plans
from kretslopp.mapping.programme import ProgrammeTables
from kretslopp.mapping.registers import Registers
from kretslopp.mapping.writer import Writer


def source_graph(
    programme: ProgrammeTables, registers: Registers, units: Mapping[str, URIRef]
) -> Graph:
    """Return the source graph of a programme.

    ``units`` are the concepts of units by the ways they are printed. Raises
    DataViolation with every cell that names what is not known: organisations,
    goal areas, areas, actions; each with its row and the nearest known names.
    """
    writer = Writer(programme, registers, units)
    plans.write(writer)
    goal_areas.write(writer)
    goals.write(writer)
    actions.write(writer)
    if writer.faults:
        raise DataViolation(*writer.faults)
    return writer.graph
