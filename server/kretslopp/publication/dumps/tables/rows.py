"""All tables of a dataset as rows, and the part of them that is one municipality's."""

from collections.abc import Iterable, Mapping, Sequence

from kretslopp.engine import Engine
from kretslopp.publication.dumps.tables import actions, goals, organisations, programmes, statuses
from kretslopp.publication.dumps.tables.csv_files import Row, Value
from kretslopp.publication.dumps.tables.names_and_sources import NamesAndSources

# The rows of each table, by its name.
Rows = Mapping[str, Sequence[Row]]

_NAMING = (
    "lead_iris",
    "responsible_iris",
    "carried_out_by_iris",
    "working_group_iris",
    "participant_iris",
)


def read_rows(engine: Engine) -> Rows:
    """Return the rows of every table. Raises EngineFailure when the engine can't answer."""
    known = NamesAndSources(engine)
    named = organisations.named_organisations(known)
    known.learn("?thing a kl:Goal .")
    return {
        "programmes": tuple(programmes.rows(known)),
        "actions": tuple(actions.rows(known)),
        "goals": tuple(goals.goal_rows(known)),
        "targets": tuple(goals.target_rows(known)),
        "indicators": tuple(goals.indicator_rows(known)),
        "assessments": tuple(goals.assessment_rows(known)),
        "decisions": tuple(programmes.decision_rows(known)),
        "organisations": tuple(organisations.organisation_rows(known, named)),
        "statuses": tuple(statuses.rows(known)),
    }


def of_municipality(rows: Rows, slug: str) -> Rows:
    """Return the rows of one municipality, with all values of its plans, and who they name."""
    own = {name: tuple(row for row in table if _is_of(row, slug)) for name, table in rows.items()}
    documents = {_document(row) for name in ("programmes", "goals") for row in own[name]} - {""}
    # Values to compare with, such as the county's, are of no municipality, and an indicator
    # of no goal is its document's.
    for name in ("targets", "indicators"):
        own[name] = tuple(
            row for row in rows[name] if _is_of(row, slug) or _document(row) in documents
        )
    named = {
        iri
        for name in ("actions", "goals")
        for row in own[name]
        for column in _NAMING
        for iri in _listed(row.get(column))
    }
    return own | {"organisations": _with_those_above(rows["organisations"], named)}


def _is_of(row: Row, slug: str) -> bool:
    return slug in _listed(row.get("municipality"))


def _document(row: Row) -> str:
    """Return the address that the tables of one document begin with; empty where none is known."""
    return str(row["source_table"] or "").rpartition("/")[0]


def _with_those_above(table: Iterable[Row], named: set[str]) -> tuple[Row, ...]:
    known = {row["id"]: row for row in table}
    wanted: set[Value] = set()
    for iri in named:
        at: Value = iri
        while at in known and at not in wanted:
            wanted.add(at)
            at = known[at]["unit_of"]
    return tuple(row for row in table if row["id"] in wanted)


def _listed(value: Value) -> Sequence[str]:
    return () if value is None or isinstance(value, str | int) else value
