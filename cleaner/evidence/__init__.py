"""Everything known about the lines of a document: which rules fired, their shape, their place."""

from cleaner.evidence import structure
from cleaner.evidence.gather import Evidence, gather
from cleaner.evidence.metadata import METADATA_RULES

STRUCTURE_RULES = (*structure.STRUCTURE_RULES, *METADATA_RULES)
"""The ids of the rules that are code and drop lines."""

__all__ = ["STRUCTURE_RULES", "Evidence", "gather"]
