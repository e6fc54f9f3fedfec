"""A wall around evaluators: whatever a query makes of the engine, it opens no connection.

``guard`` finds a call of SERVICE in a query's text; should an engine read one where the
guard does not, the kernel still refuses it a socket (seccomp(2), Linux).
"""

import ctypes
import errno
import platform
import struct
import sys

_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _FILTER = 38, 22, 2  # prctl(2)
# By machine: its name in <linux/audit.h>, and the number of socket(2).
_MACHINES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
# Of the classic BPF (<linux/bpf_common.h>): load a word, jump if equal or not less, return.
_LOAD, _IF_EQUAL, _IF_NOT_LESS, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EACCES
_NUMBER, _MACHINE = 0, 4  # offsets in struct seccomp_data
_OTHER_CALLS = 0x40000000  # numbers of another way to call on x86-64


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))


def forbid_connections() -> bool:
    """Refuse this process new sockets, for good; returns whether this machine can do that."""
    known = _MACHINES.get(platform.machine())
    if sys.platform != "linux" or known is None:
        return False
    machine, socket = known
    steps = b"".join(
        struct.pack("HBBI", *step)
        for step in (
            (_LOAD, 0, 0, _MACHINE),
            (_IF_EQUAL, 0, 4, machine),
            (_LOAD, 0, 0, _NUMBER),
            (_IF_NOT_LESS, 2, 0, _OTHER_CALLS),
            (_IF_EQUAL, 1, 0, socket),
            (_RETURN, 0, 0, _ALLOW),
            (_RETURN, 0, 0, _REFUSE),
        )
    )
    program = _Program(len(steps) // struct.calcsize("HBBI"), steps)
    prctl = ctypes.CDLL(None).prctl
    if prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(prctl(_PR_SET_SECCOMP, _FILTER, ctypes.byref(program)) == 0)
