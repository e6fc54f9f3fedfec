"""Processes as /proc has them, and the real ``kretslopp serve`` as one."""

import os
import re
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

COMMAND = [sys.executable, "-c", "from kretslopp.cli import main; main()", "serve"]
END_SECONDS = 120  # far beyond what anything takes: only so that a fault does not keep us for ever


def free_port() -> int:
    """A port that nothing listens on, below those that clients are given meanwhile."""
    while True:
        port = 20_000 + secrets.randbelow(10_000)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def launch(file: Path, port: int, *options: str, **variables: str) -> subprocess.Popen[str]:
    """Start a server over a file with settings, and wait until it answers."""
    process = subprocess.Popen(
        [*COMMAND, "--dataset", file, "--port", str(port), *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, **variables},
    )
    assert "Kretslopp answers" in process.stdout.readline()
    return process


@contextmanager
def served(*files: Path, port: int) -> Iterator[IO[str]]:
    """Serve files as a user does, and yield what the server says; it may not break down."""
    process = subprocess.Popen(
        [*COMMAND, "--dataset", *files, "--port", str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,  # where it tells that it writes the dumps
        text=True,
    )
    try:
        yield process.stdout
    finally:
        process.terminate()
        _, errors = process.communicate(timeout=END_SECONDS)
    assert "Traceback" not in errors


def end(process: subprocess.Popen[str]) -> None:
    """End a server that a test has done with."""
    process.kill()
    process.communicate(timeout=END_SECONDS)


def eventually(holds: Callable[[], object]) -> None:
    """Wait until something holds of what other processes do; fails where it never does."""
    deadline = time.monotonic() + END_SECONDS
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def below(pid: int) -> set[int]:
    """All processes below one."""
    found = set()
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):  # one that ends meanwhile has none
            for child in map(int, path.read_text().split()):
                found |= {child} | below(child)
    return found


def left_of(processes: set[int]) -> list[int]:
    """What is left of processes some seconds later."""
    with suppress(AssertionError):
        eventually(lambda: not any(map(_runs, processes)))
    return [pid for pid in processes if _runs(pid)]


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def memory(processes: set[int]) -> int:
    """The memory of processes in bytes, what they share counted once (PSS)."""
    rollups = (Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in processes)
    return (
        sum(int(re.search(r"^Pss: +(\d+) kB$", text, re.MULTILINE)[1]) for text in rollups) * 1024
    )
