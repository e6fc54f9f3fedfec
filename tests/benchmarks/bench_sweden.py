"""``make bench-sweden``: building and comparing synthetic Swedens of growing size, with ratios.

Prints, for each size, the build's time and memory by stage and each
comparison's time, and how they grow against the smallest in the same run.
"""

import resource
import sys
import tempfile
import time
from pathlib import Path

import sweden

from kretslopp import comparison
from kretslopp.building import build
from kretslopp.dataset import current, entries

SIZES = (29, 145, 290)
QUESTIONS = (
    "goal_themes",
    "recommended",
    "legal_marks",
    "responsibility",
    "timing",
    "targets",
    "completeness",
)


def main() -> None:
    """Run the benchmark and print a table."""
    found: dict[str, list[float]] = {}
    for size in SIZES:
        with tempfile.TemporaryDirectory() as home:
            for name, figure in measure(Path(home), size).items():
                found.setdefault(name, []).append(figure)
    head = "".join(f"{size:>12}" for size in SIZES)
    print(f"{'municipalities':<28}{head}{'growth':>10}{'linear':>10}")
    linear = SIZES[-1] / SIZES[0]
    for name, figures in found.items():
        cells = "".join(f"{figure:>12.2f}" for figure in figures)
        growth = figures[-1] / figures[0] if figures[0] else float("nan")
        print(f"{name:<28}{cells}{growth:>9.1f}x{linear:>9.1f}x")


def measure(home: Path, size: int) -> dict[str, float]:
    """Return seconds, MiB and counts of one size, by name."""
    data = sweden.write(home / "data", size)
    figures, stage, started = {}, "read", time.perf_counter()

    def tell(line: str) -> None:
        nonlocal stage, started
        word = line.split(" ", 1)[0]
        now = time.perf_counter()
        if word in ("read", "build", "store", "done"):
            key = f"{word} (s)"
            figures[key] = figures.get(key, 0.0) + now - started
            started = now
        stage = word

    begun = time.perf_counter()
    build(data, home / "dataset", tell)
    figures["whole build (s)"] = time.perf_counter() - begun
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    workers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    figures["peak memory, main (MiB)"] = own / 1024
    figures["peak memory, worker (MiB)"] = workers / 1024
    version = current(home / "dataset")
    figures["triples in graphs"] = sum(entry.triples for entry in entries(version))
    source = comparison.open(str(home / "dataset"))
    for question in QUESTIONS:
        begun = time.perf_counter()
        frame = getattr(source, question)()
        figures[f"{question} (s)"] = time.perf_counter() - begun
        print(f"  {size} {question}: {len(frame)} rows", file=sys.stderr)
    return figures


if __name__ == "__main__":
    main()
