"""The vocabulary as a document: terms, value lists, shapes, diagram, changes and real examples.

``read`` puts everything together from the files of the ontology and the shapes;
what a page or a file of it looks like is the web room's.
"""

from kretslopp.publication.vocabulary.diagram import diagram
from kretslopp.publication.vocabulary.history import Change, VersionChanges, history
from kretslopp.publication.vocabulary.names import Name, Texts, texts_of
from kretslopp.publication.vocabulary.shape_names import all_shapes
from kretslopp.publication.vocabulary.shapes import Constraint, Shape, Value, read_shapes
from kretslopp.publication.vocabulary.terms import KINDS, Concept, Header, Scheme, Term
from kretslopp.publication.vocabulary.usage import Example, Usage, usages
from kretslopp.publication.vocabulary.vocabulary import Vocabulary, read, read_version

__all__ = [
    "KINDS",
    "Change",
    "Concept",
    "Constraint",
    "Example",
    "Header",
    "Name",
    "Scheme",
    "Shape",
    "Term",
    "Texts",
    "Usage",
    "Value",
    "VersionChanges",
    "Vocabulary",
    "all_shapes",
    "diagram",
    "history",
    "read",
    "read_shapes",
    "read_version",
    "texts_of",
    "usages",
]
