"""The catalogue of datasets: as DCAT-AP-SE 3, as schema.org, and to cite."""

from kretslopp.publication.catalogue.citation import bibtex, citation
from kretslopp.publication.catalogue.datasets import CATALOGUE, Dataset, datasets, version_of
from kretslopp.publication.catalogue.graph import catalogue_graph
from kretslopp.publication.catalogue.parts import part_about
from kretslopp.publication.catalogue.schema_org import schema_org

__all__ = [
    "CATALOGUE",
    "Dataset",
    "bibtex",
    "catalogue_graph",
    "citation",
    "datasets",
    "part_about",
    "schema_org",
    "version_of",
]
