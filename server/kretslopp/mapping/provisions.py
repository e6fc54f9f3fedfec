"""The register of law: provisions, what they are part of, when in force, replaced by what."""

import re
from collections.abc import Iterator

from kretslopp.curation import CurationRow, is_date
from kretslopp.errors import Fault
from kretslopp.namespaces import DCTERMS
from kretslopp.tables import nearest

COLUMNS = (
    "adress",
    "namn",
    "hänvisning",
    "innebörd",
    "del_av",
    "gäller_från",
    "gäller_till",
    "ersätts_av",
    "läst",
    "källa",
)
# Whether the whole text was read: else what others write of it is all that is known.
READ = {"ja": True, "nej": False}
YEAR = re.compile(r"[0-9]{4}\Z")
# The columns that name another provision, and what they say.
LINKS = {"del_av": DCTERMS.isPartOf, "ersätts_av": DCTERMS.isReplacedBy}


def faults(rows: tuple[CurationRow, ...]) -> Iterator[Fault]:
    """Yield every fault of the register of law: relations, times, and whether it was read."""
    known = [row["adress"] for row in rows]
    for row in rows:
        for column in LINKS:
            if row[column] and row[column] not in known:
                yield row.fault(
                    column, f"There is no provision “{row[column]}”.", nearest(row[column], known)
                )
            elif row[column] == row["adress"]:
                yield row.fault(column, "A provision is named as its own.", "Leave it empty.")
        if row["läst"] not in READ:
            yield row.fault(
                "läst",
                f"“{row['läst']}” is not known.",
                "Write ja where the whole text was read, else nej.",
            )
        yield from _time_faults(row)


def _time_faults(row: CurationRow) -> Iterator[Fault]:
    first, last = row["gäller_från"], row["gäller_till"]
    if first and not (is_date(first) or YEAR.match(first)):
        yield row.fault(
            "gäller_från",
            f"“{first}” is neither a day nor a year.",
            "Write it as 2020-08-01, or as 2020 where only the year is known.",
        )
    elif last and not is_date(last):
        yield row.fault("gäller_till", f"“{last}” is not a day.", "Write it as 2020-07-31.")
    elif first and last and last < first:
        yield row.fault(
            "gäller_till", f"{last} is before {first}.", "A provision ends after it begins."
        )
