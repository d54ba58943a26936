"""The tables of the site itself: who operates it, and requests about consumer health data."""

from directory.models.health_data import HealthDataRequest
from directory.models.operator import OperatorDetails

__all__ = ["HealthDataRequest", "OperatorDetails"]
