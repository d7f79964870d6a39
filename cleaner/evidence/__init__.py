"""Everything known about the lines of a document: which rules fired, their shape, their place."""

from cleaner.evidence.gather import Evidence, gather
from cleaner.evidence.structure import STRUCTURE_RULES

__all__ = ["STRUCTURE_RULES", "Evidence", "gather"]
