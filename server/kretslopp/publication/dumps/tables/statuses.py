"""The rows of what follow-ups say of actions."""

from collections.abc import Iterator

from kretslopp.namespaces import DCTERMS, KL
from kretslopp.publication.dumps.tables.names_and_sources import (
    Cells,
    NamesAndSources,
    day,
    key_of,
    slug,
    text,
    where_read,
)
from kretslopp.reading.descriptions import NOTHING, descriptions

_NAMES = (KL.reportsOn, KL.actionStatus, KL.reportedAt)


def rows(known: NamesAndSources) -> Iterator[Cells]:
    """Yield a row for each report on an action, by municipality, action and day."""
    actions = descriptions(
        known.engine, "?any kl:reportsOn ?thing .", (DCTERMS.identifier, KL.municipality)
    )
    known.learn("?thing a kl:ActionStatus .")
    reports = []
    for iri, of in descriptions(known.engine, "?thing a kl:StatusReport .", _NAMES).items():
        action, status = of.iri(KL.reportsOn), of.iri(KL.actionStatus)
        of_action = actions.get(action or iri, NOTHING)
        cells: Cells = {
            "id": str(iri),
            "action": text(action),
            "identifier": of_action.text(DCTERMS.identifier, "sv"),
            **known.members(of_action.iris(KL.municipality)),
            "action_status": slug(status),
            "action_status_sv": known.name(status, "sv"),
            "action_status_en": known.name(status, "en"),
            "reported_on": day(of, KL.reportedAt),
            **where_read(known.row(iri, "status")),
        }
        reports.append(cells)
    yield from sorted(reports, key=lambda row: key_of(row, "municipality", "action", "reported_on"))
