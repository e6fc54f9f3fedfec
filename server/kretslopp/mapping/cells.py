"""Which cells a triple of a source graph was read from: the mapping, told backwards.

``origin`` answers for what ``plans``, ``goals`` and ``actions`` write. A row that
is added there is added here: ``tests/mapping/test_cells.py`` empties column after
column of the real tables, maps again, and holds this table to what is then missing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from rdflib import URIRef
from rdflib.term import Node

from kretslopp.namespaces import DCTERMS, KL, ORG, PROV, QB, RDF, RDFS, SKOS


class Step(StrEnum):
    """What was done with a cell to make a value of it; the value is a key of texts."""

    AS_IT_STANDS = "as-it-stands"
    ROW = "row"  # no cell: what the row is, by the table that it stands in
    WHOLE_TABLE = "whole-table"  # said of all rows, by the plan's row
    CODE = "code"
    BY_KEY = "by-key"
    TITLE = "title"
    YEARS = "years"
    NAMES = "names"
    GOALS = "goals"
    PRECEDING = "preceding"
    OWN_PART = "own-part"
    MARK = "mark"
    WORD = "word"
    DAY = "day"
    AREA = "area"
    NUMBER_OF_A_YEAR = "number-of-a-year"
    PUT_TOGETHER = "put-together"
    NO_TEXT = "no-text"


@dataclass(frozen=True)
class Origin:
    """The columns whose cells a triple was read from, and what was done with them.

    ``a|b`` means b where a has no cell. ``plan.a`` is of the plan's row and
    ``municipal.a`` of the row of the action that a follow-up reports on; others are
    of the thing's own row. No columns: no cell says it.
    """

    step: Step
    columns: tuple[str, ...] = ()


_Origins = Mapping[URIRef, Origin]

_OF_PROGRAMME = Origin(Step.WHOLE_TABLE, ("plan.programperiod|plan.nyckel|plan.planperiod",))
_OF_PLAN = Origin(Step.WHOLE_TABLE, ("plan.planperiod|plan.nyckel|plan.programperiod",))
_OF_MUNICIPALITY = Origin(Step.WHOLE_TABLE, ("plan.kommun",))
_OF_REGION = Origin(Step.WHOLE_TABLE, ("plan.region|plan.kommun",))
_ROW = Origin(Step.ROW)
_TITLE = Origin(Step.TITLE, ("åtgärder",))
_UNIT = {
    KL.unit: Origin(Step.AS_IT_STANDS, ("enhet",)),
    KL.measuredIn: Origin(Step.WORD, ("enhet",)),
}
_VALUE = Origin(Step.AS_IT_STANDS, ("värde",))
_IN_CUBE = Origin(Step.NUMBER_OF_A_YEAR, ("värde", "år"))

# What both tables of actions say of an action alike.
_OF_ACTION: _Origins = {
    RDF.type: _ROW,
    DCTERMS.identifier: Origin(Step.CODE, ("nr",)),
    DCTERMS.title: _TITLE,
    RDFS.label: _TITLE,
    KL.goalArea: Origin(Step.WORD, ("målområde",)),
    KL.contributesTo: Origin(Step.GOALS, ("mål",)),
    KL.startYear: Origin(Step.YEARS, ("år",)),
    KL.endYear: Origin(Step.YEARS, ("år",)),
}
# A goal that is in no table of goals, but in the cells of actions.
_OF_CITED_GOAL: _Origins = {
    RDF.type: Origin(Step.GOALS, ("mål",)),
    KL.goalOf: Origin(Step.GOALS, ("mål",)),
    DCTERMS.identifier: Origin(Step.AS_IT_STANDS, ("mål",)),
    KL.number: Origin(Step.AS_IT_STANDS, ("mål",)),
    RDFS.label: Origin(Step.PUT_TOGETHER, ("mål",)),
    RDFS.comment: Origin(Step.NO_TEXT, ("mål",)),
}
_OF_BOTH: _Origins = {
    RDF.type: _ROW,
    KL.municipality: Origin(Step.NAMES, ("kommun",)),
    KL.planStatus: Origin(Step.WORD, ("status",)),
    KL.decidedAt: Origin(Step.DAY, ("beslutsdatum",)),
    KL.decisionReference: Origin(Step.AS_IT_STANDS, ("beslutsreferens",)),
}
_OF_FOOTNOTE: _Origins = {SKOS.note: Origin(Step.AS_IT_STANDS, ("text",))}

# By table, and by the kind of thing as its address says it.
_ORIGINS: Mapping[str, Mapping[str, _Origins]] = {
    "plan": {
        "plan": {
            **_OF_BOTH,
            DCTERMS.title: Origin(Step.AS_IT_STANDS, ("titel",)),
            RDFS.label: Origin(Step.PUT_TOGETHER, ("kommun", "planperiod|titel")),
            KL.startYear: Origin(Step.YEARS, ("planperiod",)),
            KL.endYear: Origin(Step.YEARS, ("planperiod",)),
        },
        "programme": {
            **_OF_BOTH,
            RDFS.label: Origin(Step.PUT_TOGETHER, ("kommun", "programperiod|titel")),
            KL.programmeOf: _ROW,
            KL.region: Origin(Step.NAMES, ("region|kommun",)),
            KL.startYear: Origin(Step.YEARS, ("programperiod",)),
            KL.endYear: Origin(Step.YEARS, ("programperiod",)),
        },
    },
    "goals": {
        "goal": {
            RDF.type: _ROW,
            KL.goalOf: _OF_PLAN,
            DCTERMS.identifier: Origin(Step.AS_IT_STANDS, ("mål",)),
            KL.number: Origin(Step.AS_IT_STANDS, ("mål",)),
            DCTERMS.title: Origin(Step.AS_IT_STANDS, ("text",)),
            RDFS.label: Origin(Step.AS_IT_STANDS, ("text",)),
            KL.subGoalOf: Origin(Step.GOALS, ("överordnat_mål",)),
            KL.goalResponsible: Origin(Step.NAMES, ("ansvar",)),
            **_UNIT,
        }
    },
    "targets": {
        "target": {
            RDF.type: _ROW,
            RDFS.label: Origin(Step.PUT_TOGETHER, ("typ", "mål", "område", "år")),
            KL.targetFor: Origin(Step.GOALS, ("mål",)),
            KL.targetType: Origin(Step.WORD, ("typ",)),
            KL.area: Origin(Step.AREA, ("område|plan.kommun",)),
            KL.municipality: Origin(Step.AREA, ("område|plan.kommun",)),
            KL.year: Origin(Step.AS_IT_STANDS, ("år",)),
            KL.value: _VALUE,
            KL.upperLimit: _VALUE,
            KL.lowerLimit: _VALUE,
            KL.valueText: _VALUE,
            QB.dataSet: _IN_CUBE,
            **_UNIT,
        }
    },
    "regional": {
        "action": {
            **_OF_ACTION,
            KL.region: _OF_REGION,
            KL.lead: Origin(Step.NAMES, ("ansvar_regionalt",)),
        },
        "participation": {
            RDF.type: _ROW,
            RDFS.label: Origin(
                Step.PUT_TOGETHER, ("nr", "plan.kommun", "plan.programperiod|plan.nyckel")
            ),
            KL.action: Origin(Step.CODE, ("nr",)),
            KL.municipality: _OF_MUNICIPALITY,
            KL.inProgramme: _OF_PROGRAMME,
            DCTERMS.title: _TITLE,
            KL.contributesTo: Origin(Step.GOALS, ("mål",)),
            KL.startYear: Origin(Step.YEARS, ("år",)),
            KL.endYear: Origin(Step.YEARS, ("år",)),
            KL.lead: Origin(Step.NAMES, ("ansvar_regionalt",)),
            KL.participant: Origin(Step.NAMES, ("medverkande",)),
            KL.legallyRequired: Origin(Step.MARK, ("lagkrav",)),
        },
        "goal": _OF_CITED_GOAL,
    },
    "municipal": {
        "action": {
            **_OF_ACTION,
            KL.municipality: _OF_MUNICIPALITY,
            KL.inProgramme: _OF_PROGRAMME,
            KL.precededBy: Origin(Step.PRECEDING, ("regional_åtgärd",)),
            KL.buildsOn: Origin(Step.OWN_PART, ("regional_åtgärd",)),
            KL.responsible: Origin(Step.NAMES, ("ansvar",)),
            KL.participant: Origin(Step.NAMES, ("medverkande",)),
            KL.legallyRequired: Origin(Step.MARK, ("lagkrav",)),
            KL.recommendedForAll: Origin(Step.MARK, ("rekommenderas",)),
        },
        "goal": _OF_CITED_GOAL,
    },
    "organisations": {
        "org": {
            RDF.type: Origin(Step.WORD, ("slag",)),
            RDFS.label: Origin(Step.AS_IT_STANDS, ("namn",)),
            SKOS.altLabel: Origin(Step.AS_IT_STANDS, ("alias",)),
            ORG.unitOf: Origin(Step.NAMES, ("överordnad",)),
            KL.municipality: _OF_MUNICIPALITY,
            KL.region: _OF_REGION,
        }
    },
    "footnotes": {"action": _OF_FOOTNOTE, "participation": _OF_FOOTNOTE},
    "status": {
        "status": {
            RDF.type: _ROW,
            RDFS.label: Origin(Step.PUT_TOGETHER, ("datum", "nyckel|nr", "municipal.åtgärder")),
            KL.reportsOn: Origin(Step.BY_KEY, ("nyckel|nr",)),
            KL.actionStatus: Origin(Step.WORD, ("status",)),
            KL.reportedAt: Origin(Step.DAY, ("datum",)),
        }
    },
}

# The same of the registers: the column of the curated row that a triple is read from.
_NAME = {RDFS.label: "namn"}
_REGISTERS: Mapping[str, Mapping[URIRef, str]] = {
    "municipalities": {  # other names are from alias, or from namn with “kommun” after it
        **_NAME,
        KL.county: "län",
        KL.region: "region",
    },
    "organisations": {
        **_NAME,
        RDF.type: "slag",
        SKOS.altLabel: "alias",
        ORG.unitOf: "överordnad",
        KL.municipality: "gäller_i",
        KL.region: "gäller_i",
    },
    "goal-areas": {**_NAME, SKOS.prefLabel: "namn"},
    "legal": {
        **_NAME,
        DCTERMS.bibliographicCitation: "hänvisning",
        DCTERMS.description: "innebörd",
        DCTERMS.source: "källa",
    },
    "countries": _NAME,
    "population": {
        KL.municipality: "adress",
        KL.year: "år",
        KL.value: "invånare",
        DCTERMS.source: "källa",
    },
    "withdrawn": {PROV.invalidatedAtTime: "när", DCTERMS.isReplacedBy: "ersätts_av"},
}


def origin(table: str, kind: str, predicate: URIRef, value: Node) -> Origin | None:
    """Return which cells of a row of ``table`` say this of a thing of ``kind``, or None.

    ``kind`` is the first part of the thing's address (``action``, ``goal``). None
    means that rows of this table say nothing of the sort: a footnote's row is a
    source of the action that it is of, but only of its note.
    """
    if predicate == PROV.wasDerivedFrom:
        return _ROW
    if (predicate, value) == (RDF.type, QB.Observation):
        return _IN_CUBE
    return _ORIGINS.get(table, {}).get(kind, {}).get(predicate)


def register_column(register: str, predicate: URIRef, kind: str) -> str | None:
    """Return the column of a register that says this of a thing of ``kind``, or None.

    None where no cell does: that the row is there says it.
    """
    if register == "municipalities" and kind in ("county", "region"):
        # Named in the rows of the municipalities that belong to them.
        return {"county": "län", "region": "region"}[kind]
    return _REGISTERS[register].get(predicate)
