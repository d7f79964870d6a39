"""Takes the boilerplate out of scraped articles, leaves the article alone, says what went and why.

>>> import cleaner
>>> result = cleaner.clean("It rained on Tuesday, the council said.\\n\\nShare this:\\n")
>>> result.text
'It rained on Tuesday, the council said.\\n'
>>> cleaner.restore(result.text, result.edits)
'It rained on Tuesday, the council said.\\n\\nShare this:\\n'
"""

from cleaner.cleaned import Cleaned
from cleaner.cleaning import Cleaner, clean, clean_many
from cleaner.corpus.documents import open_documents
from cleaner.corpus.formats import Columns
from cleaner.corpus.run import Outcome, run
from cleaner.errors import (
    CleanerError,
    InputError,
    OptionError,
    OutputError,
    RestoreError,
    RuleError,
    WorkerError,
)
from cleaner.html import Extraction, extract
from cleaner.model import Document, Doubt, Edit, Encoding, LeftOut, Line, Page, Verdict
from cleaner.text.decode import Decoded, decode
from cleaner.text.edits import restore
from cleaner.version import __version__

__all__ = [
    "Cleaned",
    "Cleaner",
    "CleanerError",
    "Columns",
    "Decoded",
    "Document",
    "Doubt",
    "Edit",
    "Encoding",
    "Extraction",
    "InputError",
    "LeftOut",
    "Line",
    "OptionError",
    "Outcome",
    "OutputError",
    "Page",
    "RestoreError",
    "RuleError",
    "Verdict",
    "WorkerError",
    "__version__",
    "clean",
    "clean_many",
    "decode",
    "extract",
    "open_documents",
    "restore",
    "run",
]
