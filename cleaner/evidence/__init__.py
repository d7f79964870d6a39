"""Everything known about the lines of a document: which rules fired, their shape, their place."""

from cleaner.evidence.aged import AGED_TITLES
from cleaner.evidence.author_box import AUTHOR_BOX
from cleaner.evidence.gather import Evidence, gather
from cleaner.evidence.headline import ABOVE_HEADLINE
from cleaner.evidence.metadata import METADATA_RULES
from cleaner.evidence.series import SERIES_RULES
from cleaner.evidence.structure import CAPS_HEADLINE, DUPLICATE_TITLE, LEARNED
from cleaner.evidence.teasers import TEASERS
from cleaner.evidence.thread import COMMENTS

STRUCTURE_RULES = (
    *(DUPLICATE_TITLE, CAPS_HEADLINE, ABOVE_HEADLINE, LEARNED, COMMENTS, AUTHOR_BOX),
    *SERIES_RULES,
    *(TEASERS, AGED_TITLES),
    *METADATA_RULES,
)
"""The ids of the rules that are code and drop lines."""

__all__ = ["STRUCTURE_RULES", "Evidence", "gather"]
