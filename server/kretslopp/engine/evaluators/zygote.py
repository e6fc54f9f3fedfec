"""The zygote: opens the dataset once, and forks an evaluator whenever the server asks.

It is started with its end of a socket to the server, as a program of its own or by the
nursery. It stays single-threaded in Python, so that forking is safe.
"""

import gc
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from kretslopp.engine.embedded import EmbeddedEngine
from kretslopp.engine.evaluators import evaluator
from kretslopp.engine.evaluators.messages import Message, head, receive, send
from kretslopp.engine.opening import open_local
from kretslopp.errors import KretsloppError

FORK, REAP = "fork", "reap"


def run(control: socket.socket, paths: Sequence[Path], memory_bytes: int) -> None:
    """Do what the server asks over ``control`` until it is gone; then end all evaluators."""
    ignore_stops()
    try:
        engine = open_local(*paths)
    except KretsloppError as error:
        send(control, Message(head(faults=[str(fault) for fault in error.faults])))
        return
    # What is here now stays: evaluators need not look at it again, and so share it longer.
    gc.collect()
    gc.freeze()
    send(control, Message(head(faults=[])))
    evaluators: set[int] = set()
    try:
        while True:
            asked = receive(control).members
            if asked["do"] == FORK:
                evaluators.add(_fork(control, engine, memory_bytes))
            else:
                # None for an evaluator that another zygote had, which is gone.
                pid = asked["pid"]
                status = _ended(pid) if pid in evaluators else None
                evaluators.discard(pid)
                send(control, Message(head(status=status)))
    except (EOFError, OSError):
        for pid in evaluators:
            _ended(pid)


def _fork(control: socket.socket, engine: EmbeddedEngine, memory_bytes: int) -> int:
    """Fork an evaluator, and send the server the other end of its connection."""
    theirs, ours = socket.socketpair()
    zygote = os.getpid()
    pid = os.fork()
    if pid == 0:
        control.close()
        theirs.close()
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # a last word would say nothing to anyone
        code = 1
        try:
            evaluator.serve(ours, engine, memory_bytes, zygote)
            code = 0
        except MemoryError:
            code = evaluator.OUT_OF_MEMORY
        finally:
            os._exit(code)
    ours.close()
    socket.send_fds(control, [Message(head(pid=pid)).encoded()], [theirs.fileno()])
    theirs.close()
    return pid


def _ended(pid: int) -> int:
    """End an evaluator, if it has not ended, and return how it did: its signal, negative, or code.

    One that has ended by itself keeps the status that it ended with.
    """
    os.kill(pid, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def ignore_stops() -> None:
    """Leave it to the server to hear Ctrl+C, or whoever stops all of its processes at once.

    It ends when it has answered what it has begun, and all of them end with it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)


# Starts a zygote at the other end of a control socket, for some paths and with so many
# bytes of memory for each evaluator; gives what waits for it to end.
Wait = Callable[[], object]
Start = Callable[[socket.socket, Sequence[Path], int], Wait]
# -c and not -m: the module is imported with its package already.
_PROGRAM = f"from {__name__} import main; main()"


def spawn(control: socket.socket, paths: Sequence[Path], memory_bytes: int) -> Wait:
    """Start a zygote as a program of its own; see ``Start``."""
    arguments = [str(control.fileno()), str(memory_bytes), *map(str, paths)]
    return subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, *arguments],
        pass_fds=(control.fileno(),),
        stdin=subprocess.DEVNULL,
    ).wait


def main() -> None:
    """Run as a process of its own.

    Its arguments are the descriptor of its end of the socket, the bytes of memory that
    each evaluator may add, and the path of the dataset or the paths of RDF files.
    """
    descriptor, memory_bytes, *paths = sys.argv[1:]
    run(socket.socket(fileno=int(descriptor)), [*map(Path, paths)], int(memory_bytes))
