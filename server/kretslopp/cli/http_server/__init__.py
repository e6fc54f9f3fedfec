"""The HTTP server under ``kretslopp serve``: Granian, with an end to clients that are slow.

``server`` starts it and ends it, ``listening`` finds it a place to listen; ``bodies`` and
``connections`` see to it that nobody keeps it waiting.
"""

from kretslopp.cli.http_server.server import Patience, Server, run

__all__ = ["Patience", "Server", "run"]
