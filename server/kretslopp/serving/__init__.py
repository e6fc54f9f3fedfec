"""What runs under ``kretslopp serve``: processes, sockets, and what they answer from.

``server`` starts Granian and ends it, ``listening`` finds it a place to listen; ``versions``
makes an application of each version of a dataset, ``editions`` lets one follow the other.
"""

from kretslopp.serving.server import run
from kretslopp.serving.versions import Serving, serve_dataset, serve_files

__all__ = ["Serving", "run", "serve_dataset", "serve_files"]
