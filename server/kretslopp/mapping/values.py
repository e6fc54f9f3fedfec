"""How a cell becomes the value of a property: a function for each way that the schema names."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from rdflib import Literal, URIRef

from kretslopp import addresses
from kretslopp.characters import folded
from kretslopp.mapping import names
from kretslopp.mapping.codes import codes_of_cell, row_code, row_key
from kretslopp.mapping.programme import separated
from kretslopp.mapping.titles import title, without_marks
from kretslopp.mapping.writer import Term, Writer, boolean, day, integer, swedish
from kretslopp.namespaces import KL, XSD, expanded
from kretslopp.schema import CONTRACTS, Column, Value
from kretslopp.tables import (
    EMPTY,
    Quantity,
    Row,
    Time,
    nearest,
    parse_code,
    parse_date,
    parse_mark,
    parse_quantity,
    parse_time,
    parse_year,
    reworded_columns,
)


@dataclass(frozen=True)
class _Cell:
    """A cell that says something: where it stands, and who is told what is wrong with it."""

    writer: Writer
    table: str
    row: Row
    column: Column

    @property
    def text(self) -> str:
        return self.row[self.column.name]

    def fault(self, message: str, advice: str) -> None:
        self.writer.fault(self.table, self.row, self.column.name, message, advice)


_Way = Callable[[_Cell], Iterator[Term]]


def write_cells(writer: Writer, thing: URIRef, name: str, table: str, row: Row) -> None:
    """Add what the cells of a row say of a thing; ``name`` is the thing's in the schema.

    A cell that is empty says nothing; one that names what nobody knows is a fault.
    """
    for column in CONTRACTS[table].columns:
        if row[column.name] in EMPTY:
            continue
        for statement in column.says_of(name):
            for value in WAYS[statement.value](_Cell(writer, table, row, column)):
                writer.add(thing, statement.property, value)


def _text(cell: _Cell) -> Iterator[Term]:
    yield swedish(cell.text)


def _print(cell: _Cell) -> Iterator[Term]:
    """Yield the text of the document: of a cell in our words there is none."""
    if cell.column.name not in reworded_columns(cell.row):
        yield swedish(cell.text)


def _texts(cell: _Cell) -> Iterator[Term]:
    yield from map(swedish, separated(cell.text))


def _string(cell: _Cell) -> Iterator[Term]:
    yield Literal(cell.text)


def _number(cell: _Cell) -> Iterator[Term]:
    number = parse_code(cell.text) or ""
    if number.isdigit():
        yield integer(int(number))


def _year(cell: _Cell) -> Iterator[Term]:
    year = parse_year(cell.text)
    if year:
        yield integer(year)


def _part_of_time(number: Callable[[Time], int | None]) -> _Way:
    def way(cell: _Cell) -> Iterator[Term]:
        time = parse_time(cell.text)
        if time and (part := number(time)) is not None:
            yield integer(part)

    return way


def _continuous(cell: _Cell) -> Iterator[Term]:
    time = parse_time(cell.text)
    if time and time.is_continuous:
        yield boolean(True)


def _part_of_quantity(number: Callable[[Quantity], Decimal | None]) -> _Way:
    def way(cell: _Cell) -> Iterator[Term]:
        quantity = parse_quantity(cell.text)
        if quantity and (part := number(quantity)) is not None:
            # As XSD's canonical form has it: 1.60 is 1.6, in every engine.
            yield Literal(f"{part.normalize():f}", datatype=XSD.decimal)

    return way


def _quantity_in_words(cell: _Cell) -> Iterator[Term]:
    quantity = parse_quantity(cell.text)
    if quantity and quantity.words:
        yield swedish(quantity.words)


def _code(cell: _Cell) -> Iterator[Term]:
    yield Literal(row_code(cell.table, cell.row))


def _title(cell: _Cell) -> Iterator[Term]:
    title_text = title(cell.text, cell.writer.marks(cell.table, cell.row))
    if title_text not in EMPTY:
        yield swedish(title_text)


def _organisation(cell: _Cell) -> Iterator[Term]:
    known = cell.writer.programme.organisations
    named = names.resolve(cell.text, known).organisations
    if len(named) == 1:
        yield named[0]
        return
    cell.fault(
        f"“{cell.text}” is not an organisation of the register or of this table.",
        nearest(cell.text, [name for item in known for name in item.names]),
    )


def _committees_municipality(cell: _Cell) -> Iterator[Term]:
    """Yield whose a committee is: by definition its municipality's, where nothing else is said."""
    is_committee = KL.Committee in _word(cell)
    own = cell.writer.programme.municipalities
    if is_committee and cell.row["överordnad"] in EMPTY and len(own) == 1:
        yield addresses.municipality(own[0]["adress"])


def _organisations(cell: _Cell) -> Iterator[Term]:
    known = cell.writer.programme.organisations
    text = without_marks(cell.text, cell.writer.marks(cell.table, cell.row))
    resolved = names.resolve(text, known)
    yield from resolved.organisations
    for unknown in resolved.unknown:
        message = f"“{unknown}” is not an organisation of the register."
        cell.fault(message, names.advice(unknown, known))


def _goals(cell: _Cell) -> Iterator[Term]:
    yield from map(cell.writer.programme.goal_iri, codes_of_cell(cell.column, cell.text))


def _indicator(cell: _Cell) -> Iterator[Term]:
    yield from map(cell.writer.programme.indicator_iri, codes_of_cell(cell.column, cell.text))


def _plan(cell: _Cell) -> Iterator[Term]:
    owner, _, period = cell.text.partition("/")
    if period:
        yield addresses.plan(owner, period)
    else:
        cell.fault(f"“{cell.text}” names no plan.", "Write its owner and period: gagnef/2013-2017.")


def _preceding(cell: _Cell) -> Iterator[Term]:
    programme = cell.writer.programme
    for key in _regional_keys(cell):
        yield addresses.action(programme.region, programme.period, key)


def _own_part(cell: _Cell) -> Iterator[Term]:
    programme = cell.writer.programme
    own = {row_key("regional", regional) for regional in programme.rows("regional")}
    for key in _regional_keys(cell):
        if key in own:
            yield addresses.participation(programme.owner, programme.period, key)


def _regional_keys(cell: _Cell) -> Iterator[str]:
    yield from map(addresses.code_part, codes_of_cell(cell.column, cell.text))


def _mark(cell: _Cell) -> Iterator[Term]:
    mark = parse_mark(cell.text)
    if mark is not None:
        yield boolean(mark)


def _word(cell: _Cell) -> Iterator[Term]:
    yield expanded(cell.column.kind.word(cell.text) or "")


def _unit(cell: _Cell) -> Iterator[Term]:
    concept = cell.writer.units.get(folded(cell.text))
    if concept is not None:
        yield concept


def _goal_area(cell: _Cell) -> Iterator[Term]:
    registers, programme = cell.writer.registers, cell.writer.programme
    own = [row["namn"] for row in programme.rows("areas")]
    area = programme.goal_area(cell.text) or registers.goal_area(cell.text)
    if area is not None:
        yield area
    elif own:
        known = own + [item["namn"] for item in registers.goal_areas]
        cell.fault(
            f"“{cell.text}” is neither in the table areas nor a goal area of the register.",
            f"{nearest(cell.text, known)} Correct the cell, or write it into the table areas.",
        )
    else:
        yield addresses.goal_area(cell.text, programme.owner)


def _day(cell: _Cell) -> Iterator[Term]:
    date = parse_date(cell.text)
    if date:
        yield day(date)


# The way from cell to value of each ``Value`` of the schema.
WAYS: Mapping[Value, _Way] = {
    Value.TEXT: _text,
    Value.TEXTS: _texts,
    Value.PRINT: _print,
    Value.STRING: _string,
    Value.NUMBER: _number,
    Value.YEAR: _year,
    Value.QUANTITY: _part_of_quantity(lambda quantity: quantity.number),
    Value.UPPER_LIMIT: _part_of_quantity(lambda quantity: quantity.below),
    Value.LOWER_LIMIT: _part_of_quantity(lambda quantity: quantity.above),
    Value.QUANTITY_IN_WORDS: _quantity_in_words,
    Value.CODE: _code,
    Value.TITLE: _title,
    Value.FIRST_YEAR: _part_of_time(lambda time: time.start),
    Value.LAST_YEAR: _part_of_time(lambda time: time.end),
    Value.QUARTER: _part_of_time(lambda time: time.quarter),
    Value.CONTINUOUS: _continuous,
    Value.ORGANISATION: _organisation,
    Value.ORGANISATIONS: _organisations,
    Value.COMMITTEES_MUNICIPALITY: _committees_municipality,
    Value.GOAL: _goals,
    Value.GOALS: _goals,
    Value.INDICATOR: _indicator,
    Value.PLAN: _plan,
    Value.PRECEDING: _preceding,
    Value.OWN_PART: _own_part,
    Value.MARK: _mark,
    Value.WORD: _word,
    Value.UNIT: _unit,
    Value.GOAL_AREA: _goal_area,
    Value.DAY: _day,
}
