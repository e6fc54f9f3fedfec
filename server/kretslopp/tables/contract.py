"""The tables: each one's columns in order, what their cells may hold, what they become in RDF."""

from collections.abc import Callable
from dataclasses import dataclass

from rdflib import URIRef

from kretslopp.namespaces import DCTERMS, KL, ORG, RDFS, SKOS
from kretslopp.tables.values import (
    parse_codes,
    parse_date,
    parse_key,
    parse_lines,
    parse_mark,
    parse_names,
    parse_period,
    parse_plan_key,
    parse_quantity,
    parse_year,
    parse_years,
)


@dataclass(frozen=True)
class Kind:
    """A kind of cell: what it may hold, in words, and the check of it.

    ``values`` are all that it may hold, where they are few.
    """

    name: str
    allowed: str
    parse: Callable[[str], object]
    values: tuple[str, ...] = ()


def _parse_code(text: str) -> str | None:
    codes = parse_codes(text)
    if len(codes) > 1:
        raise ValueError(f"“{text}” is more than one number.")
    return codes[0] if codes else None


def _parse_code_or_key(text: str) -> str | None:
    try:
        return _parse_code(text)
    except ValueError:
        return parse_key(text)


def _one_of(name: str, *values: str) -> Kind:
    def parse(text: str) -> str:
        if text not in ("", *values):
            raise ValueError(f"“{text}” is not one of {', '.join(values)}.")
        return text

    return Kind(name, f"{', '.join(values[:-1])} or {values[-1]}", parse, values)


TEXT = Kind("text", "any text", str)
NAME = Kind("name", "one name", parse_names)
NAMES = Kind("names", "names of organisations, several with “; ” between", parse_names)
KEY = Kind("key", "a short name of a-z, 0-9 and -, such as minska-matsvinnet", parse_key)
PLAN_KEY = Kind(
    "plan key", "a short name, such as sorab, or two, such as jonkoping/phu-16", parse_plan_key
)
LINES = Kind("lines", "lines of the document's text, such as 367-380", parse_lines)
CODE = Kind("code", "one number or code, such as 7, 1.1 or PHU.16.8", _parse_code)
CODE_OR_KEY = Kind("code or key", "a goal's code, or its key where it has none", _parse_code_or_key)
CODES = Kind(
    "codes", "numbers or codes with a comma between, such as 4,5, or - for none", parse_codes
)
YEARS = Kind("years", "a year or a span: 2024, 2023-2025, -2025 or 2025-", parse_years)
PERIOD = Kind("period", "a period of years, such as 2023-2026", parse_period)
A_MARK = Kind("mark", "X, nej or nothing", parse_mark, ("X", "nej"))
YEAR = Kind("year", "one year, such as 2030", parse_year)
DATE = Kind("date", "a day, such as 2025-07-28", parse_date)
QUANTITY = Kind("quantity", "a number, a limit such as <434, or words", parse_quantity)
PLAN_STATUS = _one_of("plan status", "samråd", "förslag", "antagen", "ersatt")
COVERAGE = _one_of("coverage", "hel", "delar")
TARGET_TYPE = _one_of("type of value", "basvärde", "målvärde", "utfall")
ORGANISATION_KIND = _one_of(
    "kind of organisation",
    "enhet",
    "kommunalt bolag",
    "nämnd",
    "regional organisation",
    "regionalt nätverk",
    "statlig myndighet",
    "temagrupp",
    "annan organisation",
)
ACTION_STATUS = _one_of(
    "status of an action",
    "ej påbörjad",
    "påbörjad",
    "pågår enligt plan",
    "pågår med avvikelse",
    "kontinuerlig",
    "klar",
)
TABLE_NAME = _one_of("table", "regional", "municipal")


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


_ABOUT = (
    Column("källa", TEXT, "source"),
    Column("osäkra_kolumner", TEXT, "columns whose cells are not certain", term=KL.uncertainColumn),
    Column("anmärkning", TEXT, "remark"),
    Column("rader", LINES, "lines of the document"),
)
_EVERYWHERE = (Column("nyckel", KEY, "stable key of a row that has no number"), *_ABOUT)

PLAN = Contract(
    "plan",
    "Planen och åtgärdsprogrammet",
    "The plan and the action programme",
    (
        Column(
            "kommun",
            NAMES,
            "municipality, or the several of a joint plan",
            required=True,
            term=KL.municipality,
        ),
        Column("region", NAME, "waste region", term=KL.region),
        Column("titel", TEXT, "title", term=DCTERMS.title),
        Column("planperiod", PERIOD, "years of the plan"),
        Column("programperiod", PERIOD, "years of the programme"),
        Column("status", PLAN_STATUS, "status of the plan", term=KL.planStatus),
        Column("beslutsdatum", DATE, "day of the decision", term=KL.decidedAt),
        Column("beslutsreferens", TEXT, "reference of the decision", term=KL.decisionReference),
        Column("omfattning", COVERAGE, "whether the tables hold all of the document"),
        Column("nyckel", PLAN_KEY, "key of a joint plan, or of a period that no one printed"),
        *_ABOUT,
    ),
)
GOALS = Contract(
    "goals",
    "Mål",
    "Goals",
    (
        Column("mål", CODE, "code of the goal", term=DCTERMS.identifier),
        Column("text", TEXT, "text of the goal", required=True, term=DCTERMS.title),
        Column("överordnat_mål", CODE, "goal above it", term=KL.subGoalOf),
        Column("enhet", TEXT, "unit it is measured in", term=KL.unit),
        Column("ansvar", NAMES, "responsible for the goal", term=KL.goalResponsible),
        *_EVERYWHERE,
    ),
)
TARGETS = Contract(
    "targets",
    "Värden för målen",
    "Values of the goals",
    (
        Column("mål", CODE_OR_KEY, "code or key of the goal", required=True, term=KL.targetFor),
        Column("område", TEXT, "area, where it is not the whole plan's", term=KL.area),
        Column("år", YEAR, "year", term=KL.year),
        Column("värde", QUANTITY, "value", required=True, term=KL.value),
        Column("enhet", TEXT, "unit", term=KL.unit),
        Column(
            "typ", TARGET_TYPE, "baseline, target or outcome", required=True, term=KL.targetType
        ),
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
        Column("åtgärder", TEXT, "action", term=DCTERMS.title),
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

ORGANISATIONS = Contract(
    "organisations",
    "Organisationer",
    "Organisations",
    (
        Column("namn", NAME, "name", required=True, term=RDFS.label),
        Column("slag", ORGANISATION_KIND, "kind", required=True),
        Column("överordnad", TEXT, "organisation it is a unit of", term=ORG.unitOf),
        Column("alias", NAMES, "other names, as printed", term=SKOS.altLabel),
        *_EVERYWHERE,
    ),
)
STATUS = Contract(
    "status",
    "Uppföljning",
    "Follow-up",
    (
        Column("nr", CODE, "number of the action", term=KL.reportsOn),
        Column("status", ACTION_STATUS, "status", required=True, term=KL.actionStatus),
        Column("datum", DATE, "day of the report", required=True, term=KL.reportedAt),
        *_EVERYWHERE,
    ),
)

CONTRACTS = {
    contract.name: contract
    for contract in (
        PLAN,
        GOALS,
        TARGETS,
        REGIONAL,
        MUNICIPAL,
        ORGANISATIONS,
        FOOTNOTES,
        STATUS,
    )
}
