"""The whole way from sources, tables and registers to a built dataset."""

from kretslopp.building.ground import Ground
from kretslopp.building.pipeline import Built, build
from kretslopp.building.units import SHARED, Unit, programme_directories, validate_all

__all__ = ["SHARED", "Built", "Ground", "Unit", "build", "programme_directories", "validate_all"]
