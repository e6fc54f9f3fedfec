"""The whole way from sources, tables and registers to a built dataset."""

from kretslopp.building.context import BuildContext
from kretslopp.building.pipeline import Built, build
from kretslopp.building.units import SHARED, Unit, programme_directories, validate_all

__all__ = [
    "SHARED",
    "BuildContext",
    "Built",
    "Unit",
    "build",
    "programme_directories",
    "validate_all",
]
