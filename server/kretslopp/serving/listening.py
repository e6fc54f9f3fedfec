"""Where the server listens: an address of this machine, and a port that nobody else has."""

import errno
import socket

from kretslopp.errors import Fault, WrongUse

Address = tuple[socket.AddressFamily, socket.SocketKind, int, str, tuple[str, int]]


def resolved(host: str) -> Address:
    """Return the address of this machine to listen on. Raises WrongUse where ``host`` is none."""
    try:
        family, kind, protocol, name, address = socket.getaddrinfo(
            host, 0, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except OSError as error:
        raise WrongUse(
            Fault(
                f"“{host}” is not an address of this machine.",
                advice="Give --host an IP address: 127.0.0.1 for this machine alone, 0.0.0.0 for "
                "every network that it is in.",
            )
        ) from error
    return family, kind, protocol, name, (str(address[0]), 0)


def check_free(address: Address, port: int) -> None:
    """Raise WrongUse where the port can't be had: Granian would share it with another server."""
    family, kind, protocol, _, (host, _) = address
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise _refused(error, host, port) from error


def _refused(error: OSError, host: str, port: int) -> WrongUse:
    if error.errno == errno.EADDRNOTAVAIL:
        return WrongUse(
            Fault(f"This machine has no address {host}.", advice="Choose another with --host.")
        )
    what = {errno.EADDRINUSE: "in use", errno.EACCES: "not open to you"}.get(error.errno or 0)
    if what is None:
        return WrongUse(Fault(f"Port {port} of {host} can't be had: {error.strerror}."))
    return WrongUse(
        Fault(f"Port {port} is {what}.", advice="Choose another with --port (make: PORT=).")
    )
