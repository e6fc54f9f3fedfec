"""What an engine tells of its work, for whoever watches over the server."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Figures:
    """Counts since the engine was opened, and what there is now.

    ``idle`` and ``at_work`` are evaluators now. ``limits_reached`` counts, by the name of
    the limit, the queries that met it; ``hits`` and ``misses`` the answers that the cache
    had and had not; ``cached_bytes`` are what it holds now.
    """

    idle: int = 0
    at_work: int = 0
    limits_reached: Mapping[str, int] = field(default_factory=dict)
    hits: int = 0
    misses: int = 0
    cached_bytes: int = 0
