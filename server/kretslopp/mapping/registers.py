"""The registers: reference data that documents presuppose, from ``data/curation/registers/``."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rdflib import URIRef

from kretslopp import addresses
from kretslopp.characters import folded
from kretslopp.curation import CurationRow, read_rows
from kretslopp.errors import DataViolation, Fault, Place
from kretslopp.mapping import provisions
from kretslopp.mapping.names import NamedOrganisation
from kretslopp.namespaces import KL, ORG, expanded
from kretslopp.schema import CONTRACTS
from kretslopp.tables import nearest, nearest_municipality

_KIND = CONTRACTS["organisations"].column("slag")
assert _KIND is not None  # the contract has it
# The classes of organisations by the words of the tables and the register.
KINDS = {word: expanded(name) for word, name in _KIND.kind.words.items()}
# Kinds whose organisations belong to a municipality; the others to a waste region.
IN_MUNICIPALITY = (KL.OrganisationalUnit, KL.MunicipalCompany, KL.Committee, ORG.Organization)
# The digits of a municipality's code and its county's, by the columns that hold them.
_DIGITS = {"kod": re.compile(r"[0-9]{4}\Z"), "länskod": re.compile(r"[0-9]{2}\Z")}
_IRI = re.compile(r"https?://[^<>\"{}|^`\\\x00-\x20]+\Z")


@dataclass(frozen=True)
class Registers:
    """The registers, each a tuple of rows as curated.

    ``municipalities``: adress, namn, kod, alias, län, länskod, region, samma_som.
    ``organisations``: adress, namn, slag, överordnad, gäller_i, alias, samma_som.
    ``goal_areas``: adress, namn.
    ``legal``: those of ``provisions.COLUMNS``. ``population``: adress (of a
    municipality), år, invånare, källa. ``countries``: adress, namn.
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
        """Return the municipality with this name, alias, code, address or IRI, or None."""
        return self._municipalities.get(folded(name))

    def unknown_municipality(self, name: str, place: Place) -> Fault:
        """Return the fault of a name that no municipality has, with those called most like it."""
        near = nearest_municipality(name, [row["namn"] for row in self.municipalities])
        advice = f"{near} Give its name or its code, such as 2081.".strip()
        return Fault(f"“{name}” is not a municipality of the register.", place, advice)

    @cached_property
    def _municipalities(self) -> Mapping[str, CurationRow]:
        """Return the municipalities by each way to write one, a name before an address."""
        spellings: dict[str, CurationRow] = {}
        for spelled in (municipality_names, _other_spellings):
            for row in self.municipalities:
                for text in spelled(row):
                    spellings.setdefault(folded(text), row)
        return spellings

    def goal_area(self, name: str) -> URIRef | None:
        """Return the goal area with this name, or None."""
        for row in self.goal_areas:
            if folded(row["namn"]) == folded(name):
                return addresses.make("goal-area", row["adress"])
        return None

    def area(self, name: str) -> URIRef | None:
        """Return the municipality, waste region or country with this name, or None."""
        municipality = self.municipality(name)
        if municipality:
            return addresses.municipality(municipality["adress"])
        for row in self.municipalities:
            if row["region"] and folded(row["region"]) == folded(name):
                return addresses.region(addresses.slug(row["region"]))
        for row in self.countries:
            if folded(row["namn"]) == folded(name):
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


def _other_spellings(row: CurationRow) -> tuple[str, ...]:
    address = row["adress"]
    iri = str(addresses.municipality(address))
    return (address, iri, *addresses.codes_as_written(row["kod"]))


def organisation_iri(row: CurationRow) -> URIRef:
    """Return the IRI of an organisation of the register."""
    return addresses.organisation(*row["adress"].split("/"))


def read_registers(directory: Path) -> Registers:
    """Read the registers of a data directory (``curation/registers/*.csv``).

    Raises UnreadableInput, or DataViolation with every fault of the rows: an
    address that stands twice or has letters it may not have, a kind or a parent
    that is not known, a name that means two organisations or municipalities, a code
    that is none or not of the county, a link that is no IRI, a provision's time or
    relation that can't be.
    """
    home = directory / "curation" / "registers"
    registers = Registers(
        read_rows(
            home / "municipalities.csv",
            ("adress", "namn", "kod", "alias", "län", "länskod", "region", "samma_som"),
        ),
        read_rows(
            home / "organisations.csv",
            ("adress", "namn", "slag", "överordnad", "gäller_i", "alias", "samma_som"),
        ),
        read_rows(home / "goal-areas.csv", ("adress", "namn")),
        read_rows(home / "legal.csv", provisions.COLUMNS),
        read_rows(home / "population.csv", ("adress", "år", "invånare", "källa")),
        read_rows(home / "countries.csv", ("adress", "namn")),
        read_rows(home / "withdrawn.csv", ("adress", "ersätts_av")),
    )
    faults = [
        *_address_faults(registers),
        *_municipality_faults(registers.municipalities),
        *_link_faults((*registers.municipalities, *registers.organisations)),
        *_organisation_faults(registers),
        *provisions.faults(registers.legal),
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


def _municipality_faults(rows: tuple[CurationRow, ...]) -> Iterator[Fault]:
    """Yield each name or code of two municipalities, and each code that is not the county's."""
    names: dict[str, CurationRow] = {}
    codes: dict[str, CurationRow] = {}
    counties: dict[str, str] = {}
    for row in rows:
        for name in dict.fromkeys(map(folded, municipality_names(row))):
            if names.setdefault(name, row) is not row:
                yield row.fault(
                    "namn",
                    f"“{row['namn']}” or an alias of it is a name of row {names[name].place.row} "
                    "already.",
                    "Names of municipalities are unique.",
                )
        for column, digits in _DIGITS.items():
            if row[column] and not digits.match(row[column]):
                yield row.fault(
                    column,
                    f"“{row[column]}” is not a code.",
                    "A municipality has four digits, a county two; keep the zero in front.",
                )
        code = row["kod"]
        if code and codes.setdefault(code, row) is not row:
            yield row.fault(
                "kod",
                f"The code {code} is that of row {codes[code].place.row} already.",
                "Each municipality has a code of its own.",
            )
        if code and not (row["länskod"] and code.startswith(row["länskod"])):
            yield row.fault(
                "länskod",
                f"The code {code} does not begin with that of the county, “{row['länskod']}”.",
                "The first two digits of a municipality's code are the county's.",
            )
        if counties.setdefault(row["län"], row["länskod"]) != row["länskod"]:
            yield row.fault(
                "länskod",
                f"{row['län']} has the code “{counties[row['län']]}” in a row above.",
                "A county has one code.",
            )


def _link_faults(rows: Iterable[CurationRow]) -> Iterator[Fault]:
    for row in rows:
        for link in row.values("samma_som"):
            if not _IRI.match(link):
                yield row.fault(
                    "samma_som",
                    f"“{link}” is not an IRI.",
                    "Write it whole, from https://, and only where you have looked it up.",
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
        for name in {folded(row["namn"]), *(folded(alias) for alias in row.values("alias"))}:
            # Units of two parents may share a name: they are told apart by the parent's.
            key = (f"{row['gäller_i']} {row['överordnad']}", name)
            if key in names:
                yield row.fault(
                    "namn",
                    f"“{row['namn']}” or an alias of it is a name of row {names[key]} already.",
                    "Names are unique within one municipality or region.",
                )
            names[key] = row.place.row
