"""The goals and actions of programmes with what is said of them in words, read from a dataset."""

from dataclasses import dataclass

from rdflib import URIRef

from kretslopp import addresses
from kretslopp.characters import plain
from kretslopp.engine import Engine
from kretslopp.errors import Fault, NotFound
from kretslopp.languages import natural
from kretslopp.namespaces import DCTERMS, KL, KL_ID, PROV, RDFS
from kretslopp.reading.descriptions import NOTHING, Description, descriptions, of_things
from kretslopp.schema import CONTRACTS
from kretslopp.tables import nearest

_GOALS = "?thing a kl:Goal ."
_ACTIONS = "VALUES ?kind { kl:MunicipalAction kl:RegionalAction } ?thing a ?kind ."
_READ = (DCTERMS.title, KL.goalArea, PROV.wasDerivedFrom)
# What is read of each kind: what it is called in the evidence, and the column that it stands in.
_TITLES = {
    "goal": ("målets text", CONTRACTS["goals"].title),
    "action": ("åtgärdens titel", CONTRACTS["municipal"].title),
}
_AREA = "målområdet"


@dataclass(frozen=True)
class Text:
    """A text of a thing: what it is (``målets text``), and whether it is in our words."""

    what: str
    text: str
    reworded: bool = False


@dataclass(frozen=True)
class Thing:
    """A goal or action with its texts; ``folder`` is where what we add to it stands."""

    iri: URIRef
    folder: str
    texts: tuple[Text, ...]

    @property
    def address(self) -> str:
        """Return what stands after ``id/`` in its IRI: ``goal/nacka/2021-2026/1``."""
        return self.iri.removeprefix(str(KL_ID))

    @property
    def kind(self) -> str:
        """Return ``goal`` or ``action``."""
        return self.address.partition("/")[0]

    @property
    def code(self) -> str:
        """Return what it is called in its plan or programme: ``K3``."""
        return self.iri.rpartition("/")[2]

    @property
    def title(self) -> str:
        """Return its own text."""
        return self.texts[0].text


def read_things(engine: Engine, name: str | None) -> tuple[Thing, ...]:
    """Return the goals and actions with a Swedish text of ``nacka/2021-2026``, ``nacka`` or all.

    Raises NotFound where there are none, and EngineFailure.
    """
    found = descriptions(engine, _GOALS, _READ) | descriptions(engine, _ACTIONS, _READ)
    areas = of_things(engine, {i for of in found.values() for i in of.iris(KL.goalArea)},
                      (RDFS.label,))  # fmt: skip
    records = {i for of in found.values() for i in of.iris(PROV.wasDerivedFrom)}
    reworded = of_things(engine, records, (KL.rewordedColumn,))
    read = (_thing(iri, of, areas, reworded) for iri, of in found.items())
    things = sorted((thing for thing in read if thing), key=_order)
    if name is None:
        return tuple(things)
    asked = plain(name)
    chosen = tuple(one for one in things if asked in (one.folder, one.folder.partition("/")[0]))
    if not chosen:
        known = sorted({thing.folder for thing in things})
        raise NotFound(
            Fault(
                f"The dataset has no goals or actions with a text of {name}.",
                advice=nearest(name, known) or "Write borlange or borlange/2023-2026.",
            )
        )
    return chosen


def _thing(
    iri: URIRef,
    of: Description,
    areas: dict[URIRef, Description],
    reworded: dict[URIRef, Description],
) -> Thing | None:
    address, title = addresses.read(iri), of.in_language(DCTERMS.title, "sv")
    if address is None or title is None:
        return None
    what, column = _TITLES[address.kind]
    records = of.iris(PROV.wasDerivedFrom)
    columns = {
        str(value) for record in records
        for value in reworded.get(record, NOTHING).all(KL.rewordedColumn)
    }  # fmt: skip
    labels = (
        areas.get(area, NOTHING).in_language(RDFS.label, "sv") for area in of.iris(KL.goalArea)
    )
    return Thing(
        iri,
        _folder(address, records),
        (
            Text(what, title, column in columns),
            *(Text(_AREA, label, "målområde" in columns) for label in labels if label),
        ),
    )


def _folder(address: addresses.Address, records: tuple[URIRef, ...]) -> str:
    """Return the folder of a thing's programme; of what a region shares, the region's."""
    owner, period = address.parts[:2]
    for record in map(addresses.read, records):
        if record is not None and record.parts[0] == owner:
            return "/".join(record.parts[:2])
    return f"{owner}/{period}"


def _order(thing: Thing) -> tuple[object, ...]:
    return thing.folder, thing.kind != "goal", natural(thing.code), thing.iri
