"""Pages of HTML: their bytes, their text, and what they name as title, author and date."""

from cleaner.html.extract import extract, page_document
from cleaner.html.extractors import EXTRACTORS, FAVORS, Extraction

__all__ = ["EXTRACTORS", "FAVORS", "Extraction", "extract", "page_document"]
