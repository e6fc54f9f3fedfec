"""Evaluation in processes of its own, each of which may be killed, or die.

Oxigraph can't cancel a query, and a deeply nested one ends the process that parses it.
So a small process (``zygote``) opens the dataset once and forks evaluators, which share
what it has read; the server (``pool``) hands each query to one of them over a socket,
and ends it when a limit is reached.
"""

from kretslopp.engine.evaluators.engine import EvaluatorEngine
from kretslopp.engine.evaluators.nursery import Nursery

__all__ = ["EvaluatorEngine", "Nursery"]
