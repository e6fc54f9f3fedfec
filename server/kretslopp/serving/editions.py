"""Editions: an application for each version of the dataset, and the one that answers now.

A new version is opened beside the old one and takes its place between two requests;
the old one answers what it has begun, and is then closed.
"""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from werkzeug.wsgi import ClosingIterator

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


@dataclass(frozen=True)
class Edition:
    """An application over one version of the dataset.

    ``name`` tells versions apart; ``close`` ends what it answers from.
    """

    name: str
    application: "WSGIApplication"
    close: Callable[[], None]


class _Held:
    """An edition with the number of requests that it has begun and not ended."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.begun = 0


class Editions:
    """The WSGI application that lets the current edition answer. Safe to use from threads."""

    def __init__(self, first: Edition) -> None:
        self._current = _Held(first)
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """Return the name of the current edition."""
        return self._current.edition.name

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer a request with the current edition, however long that takes."""
        with self._lock:
            held = self._current
            held.begun += 1
        try:
            body = held.edition.application(environ, start_response)
        except BaseException:
            self._end(held)
            raise
        if isinstance(body, list):  # whole already: nothing is read from the edition any more
            self._end(held)
            return body
        return ClosingIterator(body, partial(self._end, held))

    def replace(self, edition: Edition) -> None:
        """Let another edition answer from now on; the last one is closed as soon as it is idle."""
        with self._lock:
            last, self._current = self._current, _Held(edition)
            is_idle = not last.begun
        if is_idle:
            last.edition.close()

    def close(self) -> None:
        """Close the current edition."""
        self._current.edition.close()

    def _end(self, held: _Held) -> None:
        with self._lock:
            held.begun -= 1
            is_done = held is not self._current and not held.begun
        if is_done:
            held.edition.close()
