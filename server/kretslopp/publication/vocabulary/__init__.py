"""The vocabulary as a document: terms, value lists, shapes, diagram, changes and real examples.

``read`` puts everything together from the files of the ontology and the shapes;
what a page or a file of it looks like is the web room's.
"""

from kretslopp.publication.vocabulary.diagram import diagram
from kretslopp.publication.vocabulary.history import Change, VersionChanges, history
from kretslopp.publication.vocabulary.names import Name, Texts, texts_of
from kretslopp.publication.vocabulary.shape_names import all_shapes
from kretslopp.publication.vocabulary.shapes import (
    PropertyConstraint,
    Shape,
    ShapeValue,
    read_shapes,
)
from kretslopp.publication.vocabulary.terms import KINDS, Concept, Header, Scheme, Term
from kretslopp.publication.vocabulary.usage import Usage, UsageExample, usages
from kretslopp.publication.vocabulary.vocabulary import Vocabulary, read_version, read_vocabulary

__all__ = [
    "KINDS",
    "Change",
    "Concept",
    "Header",
    "Name",
    "PropertyConstraint",
    "Scheme",
    "Shape",
    "ShapeValue",
    "Term",
    "Texts",
    "Usage",
    "UsageExample",
    "VersionChanges",
    "Vocabulary",
    "all_shapes",
    "diagram",
    "history",
    "read_shapes",
    "read_version",
    "read_vocabulary",
    "texts_of",
    "usages",
]
