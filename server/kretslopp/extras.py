"""What needs more packages than Kretslopp itself: its extras, as ``pyproject.toml`` names them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar, Literal

from kretslopp.errors import Fault, KretsloppError

Extra = Literal["pdf", "research", "tables"]


class MissingExtra(KretsloppError):
    """Something was asked for whose packages are not installed; ``extra`` installs them."""

    http_status: ClassVar[int] = 501
    title: ClassVar[str] = "Not installed"

    def __init__(self, extra: Extra, package: str, doing: str) -> None:
        command = f"pip install 'kretslopp[{extra}]'"
        super().__init__(Fault(f"{doing} needs {package}, which is not installed: {command}"))
        self.extra = extra


@contextmanager
def needed(extra: Extra, doing: str) -> Iterator[None]:
    """Import inside this what an extra installs; ``doing`` says what for (``Reading a PDF``).

    Raises MissingExtra, with the command that installs it, where a package is missing.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if package == "kretslopp":
            raise
        raise MissingExtra(extra, package, doing) from error
