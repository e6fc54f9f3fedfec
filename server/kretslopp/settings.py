"""Every limit and switch: named, with a help text and a default."""

from dataclasses import dataclass, field


def _setting(default: int, help_text: str) -> int:
    """Return a dataclass field that knows what it is for; typed as its value, as fields are."""
    setting: int = field(default=default, metadata={"help": help_text})
    return setting


@dataclass(frozen=True)
class Settings:
    """The settings of a server. Each field's ``metadata["help"]`` says what it limits."""

    max_query_bytes: int = _setting(
        100_000, "The longest SPARQL query that is read, in bytes of UTF-8."
    )
    max_request_bytes: int = _setting(
        400_000,
        "The largest body of a request, in bytes; a query sent as a form is percent-encoded "
        "and takes up to three times its length.",
    )
    max_page_rows: int = _setting(
        1_000, "The most rows of an answer that a web page shows; downloads hold them all."
    )


@dataclass(frozen=True)
class FormLimits:
    """The limits of a filled template. Each field's ``metadata["help"]`` says what it limits."""

    max_bytes: int = _setting(
        10_000_000, "The most bytes of a CSV file, or of all the parts of a workbook unpacked."
    )
    max_rows: int = _setting(10_000, "The most rows of a sheet, empty ones in between included.")
    max_columns: int = _setting(200, "The most columns of a sheet, empty ones included.")
