"""The rows of what follow-ups say of actions."""

from collections.abc import Iterator

from kretslopp.comparison.reading import NOTHING, said
from kretslopp.namespaces import DCTERMS, KL
from kretslopp.publication.dumps.tables.ground import (
    Cells,
    Ground,
    day,
    key_of,
    slug,
    source_cells,
    text,
)

_NAMES = (KL.reportsOn, KL.actionStatus, KL.reportedAt)


def rows(ground: Ground) -> Iterator[Cells]:
    """Yield a row for each report on an action, by municipality, action and day."""
    actions = said(
        ground.engine, "?any kl:reportsOn ?thing .", (DCTERMS.identifier, KL.municipality)
    )
    ground.learn("?thing a kl:ActionStatus .")
    found = []
    for iri, of in said(ground.engine, "?thing a kl:StatusReport .", _NAMES).items():
        action, status = of.iri(KL.reportsOn), of.iri(KL.actionStatus)
        of_action = actions.get(action or iri, NOTHING)
        cells: Cells = {
            "id": str(iri),
            "action": text(action),
            "identifier": of_action.text(DCTERMS.identifier, "sv"),
            **ground.members(of_action.iris(KL.municipality)),
            "action_status": slug(status),
            "action_status_sv": ground.name(status, "sv"),
            "action_status_en": ground.name(status, "en"),
            "reported_on": day(of, KL.reportedAt),
            **source_cells(ground.row(iri, "status")),
        }
        found.append(cells)
    yield from sorted(found, key=lambda row: key_of(row, "municipality", "action", "reported_on"))
