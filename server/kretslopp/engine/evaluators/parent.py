"""Processes that end together."""

import ctypes
import os
import sys

_PR_SET_PDEATHSIG = 1  # prctl(2)


def end_with(parent: int, signal: int) -> bool:
    """Let the kernel send a signal to this process when its parent ends, however busy it is.

    ``parent`` is the parent's process number. Returns whether it is still there. Only
    Linux can do that; elsewhere nothing is asked for.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal)
    return os.getppid() == parent
