"""The number that a spreadsheet made of codes: ``4,5`` became 4.5, and ``4,50`` too.

Which of them was written is taken from the codes that stand elsewhere; where
two readings are left the number is refused, with both.
"""

from dataclasses import dataclass

from kretslopp.tables import EMPTY, parse_codes

# Below this a number may well be a goal or a regional action though no other cell names it.
_USUAL = 10


class SeveralReadings(ValueError):
    """A number that may stand for more than one thing that was written."""


@dataclass(frozen=True)
class CodeEvidence:
    """What other cells say: codes that are defined in a table, and all codes that are named."""

    defined: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()

    def allows(self, codes: tuple[str, ...]) -> bool:
        """Return whether each of these codes may be one of the document's."""
        return all(self._allows(code) for code in codes)

    def _allows(self, code: str) -> bool:
        everything = self.defined | self.named
        if code in everything:
            return True
        if code.isdigit():
            largest = max((int(other) for other in everything if other.isdigit()), default=0)
            return int(code) <= max(_USUAL, largest)
        above, _, last = code.rpartition(".")
        if last.endswith("0"):  # 1.10 may be where there is a 1.9
            return f"{above}.{int(last) - 1}" in everything
        return any("." in other for other in everything)


def from_number(digits: str, evidence: CodeEvidence, *, several: bool, decimals: int = 0) -> str:
    """Return what was written where a spreadsheet has the decimal number ``digits`` (``4.5``).

    ``several`` says whether the cell may hold several codes, ``decimals`` how many
    decimals the cell shows. Raises SeveralReadings when the codes elsewhere leave
    more than one reading.
    """
    whole, _, fraction = digits.partition(".")
    shown = fraction.ljust(decimals, "0")
    endings = tuple(dict.fromkeys((fraction, fraction + "0", shown)))
    readings = [f"{whole}.{ending}" for ending in endings]
    if several:
        readings = [f"{whole},{ending}" for ending in endings] + readings
    expected = readings[0]
    readings = [reading for reading in readings if _is_readable(reading)]
    if evidence.defined:
        known = [r for r in readings if set(parse_codes(r)) <= evidence.defined]
        if known:
            return _only(known, digits)
    likely = [
        reading
        for reading in readings
        if reading in (expected, expected.replace(fraction, shown))
        or evidence.allows(parse_codes(reading))
    ]
    return _only(likely or readings, digits)


def _only(readings: list[str], digits: str) -> str:
    if len(readings) == 1:
        return readings[0]
    words = " or ".join(f"“{reading}”" for reading in readings)
    raise SeveralReadings(
        f"The spreadsheet has made the number {digits} of what was written: {words}?"
    )


def _is_readable(text: str) -> bool:
    try:
        return bool(parse_codes(text))
    except ValueError:
        return False


def codes_in(text: str) -> frozenset[str]:
    """Return the codes that a cell names, none where it can't be read."""
    return frozenset(parse_codes(text)) if text not in EMPTY and _is_readable(text) else frozenset()
