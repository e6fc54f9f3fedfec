"""The tables: each one's columns in order, what their cells may hold, what they become in RDF."""

from collections.abc import Callable
from dataclasses import dataclass

from rdflib import URIRef

from kretslopp.namespaces import DCTERMS, KL
from kretslopp.tables.values import parse_codes, parse_mark, parse_period, parse_years


@dataclass(frozen=True)
class Kind:
    """A kind of cell: what it may hold, in words, and the check of it."""

    name: str
    allowed: str
    parse: Callable[[str], object]


def _parse_code(text: str) -> str | None:
    codes = parse_codes(text)
    if len(codes) > 1:
        raise ValueError(f"“{text}” is more than one number.")
    return codes[0] if codes else None


def _one_of(*values: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if text not in ("", *values):
            raise ValueError(f"“{text}” is not one of {', '.join(values)}.")
        return text

    return parse


TEXT = Kind("text", "any text", str)
NAMES = Kind("names", "names of organisations, several with “; ” between", str)
CODE = Kind("code", "one number or code, such as 7, 1.1 or PHU.16.8", _parse_code)
CODES = Kind(
    "codes", "numbers or codes with a comma between, such as 4,5, or - for none", parse_codes
)
YEARS = Kind("years", "a year or a span: 2024, 2023-2025, -2025 or 2025-", parse_years)
PERIOD = Kind("period", "a period of years, such as 2023-2026", parse_period)
A_MARK = Kind("mark", "X, nej or nothing", parse_mark)
TABLE_NAME = Kind("table", "regional or municipal", _one_of("regional", "municipal"))


@dataclass(frozen=True)
class Column:
    """One column of a table: its head, what its cells may hold, and what they become in RDF.

    A ``required`` column must be there, and each of its cells filled in.
    """

    name: str
    kind: Kind
    label_en: str
    required: bool = False
    term: URIRef | None = None


@dataclass(frozen=True)
class Contract:
    """One table: its name and all the columns it may have, in their order."""

    name: str
    label_sv: str
    label_en: str
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column | None:
        """Return the column with this head, or None."""
        return next((column for column in self.columns if column.name == name), None)


_EVERYWHERE = (
    Column("nyckel", TEXT, "stable key of a row that has no number"),
    Column("källa", TEXT, "source"),
    Column("osäkra_kolumner", TEXT, "columns whose cells are not certain", term=KL.uncertainColumn),
    Column("anmärkning", TEXT, "remark"),
    Column("rader", TEXT, "lines of the document"),
)

PLAN = Contract(
    "plan",
    "Planen och åtgärdsprogrammet",
    "The plan and the action programme",
    (
        Column("kommun", TEXT, "municipality", required=True, term=KL.municipality),
        Column("region", TEXT, "waste region", term=KL.region),
        Column("titel", TEXT, "title", term=DCTERMS.title),
        Column("planperiod", PERIOD, "years of the plan", required=True),
        Column("programperiod", PERIOD, "years of the programme", required=True),
        Column("status", TEXT, "status", term=KL.planStatus),
        *_EVERYWHERE,
    ),
)
REGIONAL = Contract(
    "regional",
    "Regionala åtgärder",
    "Regional actions",
    (
        Column("nr", CODE, "number", term=DCTERMS.identifier),
        Column("målområde", TEXT, "goal area", term=KL.goalArea),
        Column("åtgärder", TEXT, "action", required=True, term=DCTERMS.title),
        Column("mål", CODES, "goals", term=KL.contributesTo),
        Column("år", YEARS, "years", term=KL.startYear),
        Column("ansvar_regionalt", NAMES, "lead", term=KL.lead),
        Column("medverkande", NAMES, "participants", term=KL.participant),
        Column("lagkrav", A_MARK, "required by law", term=KL.legallyRequired),
        *_EVERYWHERE,
    ),
)
MUNICIPAL = Contract(
    "municipal",
    "Kommunala åtgärder",
    "Municipal actions",
    (
        Column("nr", CODE, "number", term=DCTERMS.identifier),
        Column("målområde", TEXT, "goal area", term=KL.goalArea),
        Column("åtgärder", TEXT, "action", required=True, term=DCTERMS.title),
        Column("rekommenderas", A_MARK, "recommended for all", term=KL.recommendedForAll),
        Column("mål", CODES, "goals", term=KL.contributesTo),
        Column("regional_åtgärd", CODES, "preceding regional actions", term=KL.precededBy),
        Column("år", YEARS, "years", term=KL.startYear),
        Column("ansvar", NAMES, "responsible", term=KL.responsible),
        Column("medverkande", NAMES, "participants", term=KL.participant),
        Column("lagkrav", A_MARK, "required by law", term=KL.legallyRequired),
        *_EVERYWHERE,
    ),
)
FOOTNOTES = Contract(
    "footnotes",
    "Fotnoter",
    "Footnotes",
    (
        Column("nr", CODE, "number", required=True),
        Column("text", TEXT, "text", required=True),
        Column("tabell", TABLE_NAME, "table that the mark stands in"),
        Column("rad", TEXT, "row of that table that the mark stands in"),
        *_EVERYWHERE,
    ),
)

CONTRACTS = {contract.name: contract for contract in (PLAN, REGIONAL, MUNICIPAL, FOOTNOTES)}
