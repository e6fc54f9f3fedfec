"""A cache in memory that holds so many bytes, and lets go of what was not asked for the longest."""

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class BoundedCache(Generic[Key, Value]):
    """Keeps values by key, up to ``most_bytes`` of all together. Safe to use from several threads.

    Counts how often something was there (``hits``), and how often not (``misses``).
    """

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._held: OrderedDict[Key, tuple[Value, int]] = OrderedDict()
        self._lock = threading.Lock()
        self.bytes = self.hits = self.misses = 0

    def get(self, key: Key) -> Value | None:
        """Return the value of a key, None where it is not held."""
        with self._lock:
            entry = self._held.get(key)
            if entry is None:
                self.misses += 1
                return None
            self.hits += 1
            self._held.move_to_end(key)
            return entry[0]

    def put(self, key: Key, value: Value, size: int) -> None:
        """Hold a value of so many bytes, its key among them; one that is too large is not held."""
        if size > self._most_bytes:
            return
        with self._lock:
            self.bytes += size - self._held.pop(key, (value, 0))[1]
            self._held[key] = (value, size)
            while self.bytes > self._most_bytes:
                _, (_, freed) = self._held.popitem(last=False)
                self.bytes -= freed
