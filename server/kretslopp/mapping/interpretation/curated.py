"""The files of ``data/curation/interpretation/``, read and checked, by the graph they make."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from rdflib import URIRef

from kretslopp.curation import CurationRow, read_rows
from kretslopp.errors import DataViolation, Fault
from kretslopp.mapping.interpretation import concepts, links, translations


@dataclass(frozen=True)
class Curated:
    """What makes one interpretation graph: its suffix, its rows, and the files they stand in.

    ``links`` and ``translations`` are the rows of the files of these names;
    ``concepts`` are those of the scheme whose graph it is.
    """

    suffix: str
    files: tuple[Path, ...]
    translations: tuple[CurationRow, ...] = ()
    links: tuple[CurationRow, ...] = ()
    concepts: tuple[CurationRow, ...] = ()


def read_curated(directory: Path, known: Collection[URIRef]) -> tuple[Curated, ...]:
    """Read all that a data directory adds to the sources.

    ``known`` are the provisions of law, waste-hierarchy steps, waste streams and
    contents of plans that links may name, beside the concepts of the directory's own files.
    Raises UnreadableInput, or DataViolation with every fault of the rows.
    """
    home = directory / "curation" / "interpretation"
    curated = (*_schemes(home), *(_folder(home, folder) for folder in _folders(home)))
    faults = list(_faults(curated, known))
    if faults:
        raise DataViolation(*faults)
    return curated


def _schemes(home: Path) -> Iterator[Curated]:
    for scheme in concepts.SCHEMES.values():
        path = home / scheme.file
        if path.is_file():
            yield Curated(scheme.suffix, (path,), concepts=read_rows(path, scheme.columns))


def _folders(home: Path) -> list[Path]:
    names = ("translations.csv", links.LINKS)
    return sorted({path.parent for name in names for path in home.rglob(name)})


def _folder(home: Path, folder: Path) -> Curated:
    translated, linked = folder / "translations.csv", folder / links.LINKS
    return Curated(
        folder.relative_to(home).as_posix(),
        tuple(path for path in (translated, linked) if path.is_file()),
        read_rows(translated, translations.COLUMNS) if translated.is_file() else (),
        read_rows(linked, links.LINK_COLUMNS) if linked.is_file() else (),
    )


def _faults(curated: tuple[Curated, ...], known: Collection[URIRef]) -> Iterator[Fault]:
    values = set(known)
    for item in curated:
        scheme = concepts.SCHEMES.get(item.suffix)
        if scheme is not None:
            yield from concepts.faults(scheme, item.concepts)
            values.update(concepts.addresses_of(scheme, item.concepts))
    for item in curated:
        yield from translations.faults(item.translations)
        yield from links.faults(item.suffix, item.links, values)


def read_alignments(directory: Path) -> tuple[CurationRow, ...]:
    """Read the links between actions of two programmes; none where there is no file.

    Raises UnreadableInput, or DataViolation with every fault of the rows.
    """
    rows = read_links(directory, links.ALIGNMENTS)
    faults = list(links.faults(links.ALIGNMENTS, rows, ()))
    if faults:
        raise DataViolation(*faults)
    return rows


def read_themes(directory: Path) -> tuple[CurationRow, ...]:
    """Read the goal themes of a data directory, each with its address, name and broader theme.

    Raises UnreadableInput, or DataViolation with every fault of the rows.
    """
    scheme = concepts.THEMES
    rows = read_rows(directory / "curation" / "interpretation" / scheme.file, scheme.columns)
    faults = list(concepts.faults(scheme, rows))
    if faults:
        raise DataViolation(*faults)
    return rows


def read_links(directory: Path, folder: str) -> tuple[CurationRow, ...]:
    """Read the links of one folder; none where there is no file.

    Raises UnreadableInput, or DataViolation with every fault of its columns.
    """
    path = links_path(directory, folder)
    return read_rows(path, links.LINK_COLUMNS) if path.is_file() else ()


def links_path(directory: Path, folder: str) -> Path:
    """Return the file of the links of one folder (``borlange/2023-2026``) in a data directory."""
    return directory / "curation" / "interpretation" / folder / links.LINKS


def alignments_path(directory: Path) -> Path:
    """Return the file of the links between actions, in a data directory."""
    return links_path(directory, links.ALIGNMENTS)
