"""The registers: reference data that documents presuppose, from ``data/curation/registers/``."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rdflib import URIRef

from kretslopp import addresses
from kretslopp.curation import CurationRow, read_rows
from kretslopp.errors import DataViolation, Fault
from kretslopp.mapping.names import NamedOrganisation
from kretslopp.namespaces import KL, ORG, expanded
from kretslopp.schema import CONTRACTS
from kretslopp.tables import nearest

_KIND = CONTRACTS["organisations"].column("slag")
assert _KIND is not None  # the contract has it
# The classes of organisations by the words of the tables and the register.
KINDS = {word: expanded(name) for word, name in _KIND.kind.words.items()}
# Kinds whose organisations belong to a municipality; the others to a waste region.
IN_MUNICIPALITY = (KL.OrganisationalUnit, KL.MunicipalCompany, KL.Committee, ORG.Organization)


@dataclass(frozen=True)
class Registers:
    """The registers, each a tuple of rows as curated.

    ``municipalities``: adress, namn, alias, län, region. ``organisations``:
    adress, namn, slag, överordnad, gäller_i, alias. ``goal_areas``: adress, namn.
    ``legal``: adress, namn, hänvisning, innebörd, källa. ``population``: adress
    (of a municipality), år, invånare, källa. ``countries``: adress, namn.
    ``withdrawn``: adress and ersätts_av, paths below ``id/``.
    """

    municipalities: tuple[CurationRow, ...]
    organisations: tuple[CurationRow, ...]
    goal_areas: tuple[CurationRow, ...]
    legal: tuple[CurationRow, ...]
    population: tuple[CurationRow, ...]
    countries: tuple[CurationRow, ...]
    withdrawn: tuple[CurationRow, ...]

    def municipality(self, name: str) -> CurationRow | None:
        """Return the municipality with this name or alias, or None."""
        wanted = name.casefold()
        for row in self.municipalities:
            if wanted in (known.casefold() for known in municipality_names(row)):
                return row
        return None

    def goal_area(self, name: str) -> URIRef | None:
        """Return the goal area with this name, or None."""
        for row in self.goal_areas:
            if row["namn"].casefold() == name.casefold():
                return addresses.make("goal-area", row["adress"])
        return None

    def area(self, name: str) -> URIRef | None:
        """Return the municipality, waste region or country with this name, or None."""
        municipality = self.municipality(name)
        if municipality:
            return addresses.municipality(municipality["adress"])
        for row in self.municipalities:
            if row["region"] and row["region"].casefold() == name.casefold():
                return addresses.region(addresses.slug(row["region"]))
        for row in self.countries:
            if row["namn"].casefold() == name.casefold():
                return addresses.country(row["adress"])
        return None

    def organisations_of(self, scopes: tuple[str, ...]) -> tuple[NamedOrganisation, ...]:
        """Return who may be named in a programme of these municipalities and this region (slugs).

        A name holds within one municipality or region: elsewhere it is another's.
        """
        own = [
            NamedOrganisation(
                addresses.municipality(row["adress"]),
                (f"{row['namn']} kommun", *row.values("alias")),
            )
            for row in self.municipalities
            if row["adress"] in scopes
        ]
        for row in self.organisations:
            if row["gäller_i"] in scopes:
                own.append(NamedOrganisation(organisation_iri(row), self._names(row)))
        return tuple(own)

    def _names(self, row: CurationRow) -> tuple[str, ...]:
        """Return the names of an organisation: its own, and after its parent's where it has one."""
        own = (row["namn"], *row.values("alias"))
        return (*own, *(f"{parent} {name}" for parent in self._parent_names(row) for name in own))

    def _parent_names(self, row: CurationRow) -> tuple[str, ...]:
        kind, _, address = row["överordnad"].partition("/")
        if kind == "municipality":
            parents = [item for item in self.municipalities if item["adress"] == address]
            return tuple(f"{item['namn']} kommun" for item in parents)
        return tuple(
            name
            for item in self.organisations
            if kind == "org" and item["adress"] == address
            for name in (item["namn"], *item.values("alias"))
        )


def municipality_names(row: CurationRow) -> tuple[str, ...]:
    """Return the names that a municipality goes by."""
    return (row["namn"], f"{row['namn']} kommun", *row.values("alias"))


def organisation_iri(row: CurationRow) -> URIRef:
    """Return the IRI of an organisation of the register."""
    return addresses.organisation(*row["adress"].split("/"))


def read_registers(directory: Path) -> Registers:
    """Read the registers of a data directory (``curation/registers/*.csv``).

    Raises UnreadableInput, or DataViolation with every fault of the rows: an
    address that stands twice or has letters it may not have, a kind or a parent
    that is not known, a name that means two organisations.
    """
    home = directory / "curation" / "registers"
    registers = Registers(
        read_rows(home / "municipalities.csv", ("adress", "namn", "alias", "län", "region")),
        read_rows(
            home / "organisations.csv",
            ("adress", "namn", "slag", "överordnad", "gäller_i", "alias"),
        ),
        read_rows(home / "goal-areas.csv", ("adress", "namn")),
        read_rows(home / "legal.csv", ("adress", "namn", "hänvisning", "innebörd", "källa")),
        read_rows(home / "population.csv", ("adress", "år", "invånare", "källa")),
        read_rows(home / "countries.csv", ("adress", "namn")),
        read_rows(home / "withdrawn.csv", ("adress", "ersätts_av")),
    )
    faults = [
        *_address_faults(registers),
        *_organisation_faults(registers),
        *_population_faults(registers),
        *_withdrawn_faults(registers.withdrawn),
    ]
    if faults:
        raise DataViolation(*faults)
    return registers


def _address_faults(registers: Registers) -> Iterable[Fault]:
    for rows in (
        registers.municipalities,
        registers.organisations,
        registers.goal_areas,
        registers.legal,
        registers.countries,
    ):
        seen: dict[str, CurationRow] = {}
        for row in rows:
            address = row["adress"]
            if address in seen:
                yield row.fault(
                    "adress",
                    f"The address “{address}” is that of row {seen[address].place.row} already.",
                    "Give each its own address.",
                )
            seen[address] = row
            if any(part != _slug_or_empty(part) for part in address.split("/")):
                yield row.fault(
                    "adress",
                    f"“{address}” can't be an address.",
                    "Use a-z, 0-9 and -, with / between owner and unit.",
                )


def _slug_or_empty(text: str) -> str:
    try:
        return addresses.slug(text)
    except ValueError:
        return ""


def _population_faults(registers: Registers) -> Iterable[Fault]:
    known = [row["adress"] for row in registers.municipalities]
    for row in registers.population:
        if row["adress"] not in known:
            yield row.fault(
                "adress", f"“{row['adress']}” is not known.", nearest(row["adress"], known)
            )
        for column in ("år", "invånare"):
            if not row[column].isdecimal():
                yield row.fault(column, f"“{row[column]}” is not a whole number.")


def _withdrawn_faults(rows: tuple[CurationRow, ...]) -> Iterable[Fault]:
    seen: dict[str, int | None] = {}
    for row in rows:
        for column in ("adress", "ersätts_av"):
            if row[column] and not addresses.is_path(row[column]):
                yield row.fault(
                    column,
                    f"“{row[column]}” can't be an address.",
                    "Write what stands after id/, such as action/borlange/2023-2026/K5.",
                )
        if not row["adress"]:
            yield row.fault("adress", "The cell is empty.", "Say what was withdrawn.")
        if row["adress"] in seen:
            yield row.fault(
                "adress",
                f"“{row['adress']}” stands in row {seen[row['adress']]} already.",
                "Keep one of the rows.",
            )
        seen[row["adress"]] = row.place.row
        if row["ersätts_av"] == row["adress"] != "":
            yield row.fault("ersätts_av", "An address can't replace itself.", "Leave it empty.")


def _organisation_faults(registers: Registers) -> Iterable[Fault]:
    municipalities = {f"municipality/{row['adress']}" for row in registers.municipalities}
    parents = municipalities | {f"org/{row['adress']}" for row in registers.organisations}
    scopes = {row["adress"] for row in registers.municipalities} | {
        addresses.slug(row["region"]) for row in registers.municipalities if row["region"]
    }
    names: dict[tuple[str, str], int | None] = {}
    for row in registers.organisations:
        for column, known in (
            ("slag", list(KINDS)),
            ("överordnad", ["", *sorted(parents)]),
            ("gäller_i", sorted(scopes)),
        ):
            if row[column] not in known:
                yield row.fault(
                    column, f"“{row[column]}” is not known.", nearest(row[column], known)
                )
        for name in {row["namn"].casefold(), *(alias.casefold() for alias in row.values("alias"))}:
            # Units of two parents may share a name: they are told apart by the parent's.
            key = (f"{row['gäller_i']} {row['överordnad']}", name)
            if key in names:
                yield row.fault(
                    "namn",
                    f"“{row['namn']}” or an alias of it is a name of row {names[key]} already.",
                    "Names are unique within one municipality or region.",
                )
            names[key] = row.place.row
