"""Kretslopp on the web: the SPARQL endpoint, the named questions and the pages."""

from kretslopp.web.app import create_app

__all__ = ["create_app"]
