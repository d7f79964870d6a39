"""Takes the boilerplate out of scraped articles, leaves the article alone, says what went and why.

>>> import cleaner
>>> result = cleaner.clean("It rained on Tuesday, the council said.\\n\\nShare this:\\n")
>>> result.text
'It rained on Tuesday, the council said.\\n'
>>> cleaner.restore(result.text, result.edits)
'It rained on Tuesday, the council said.\\n\\nShare this:\\n'
"""

from __future__ import annotations

from cleaner.version import __version__

TYPE_CHECKING = False  # importing typing takes half as long as a bare start
if TYPE_CHECKING:
    from typing import Any

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

# imported when first asked for: the command line tells its help without all of this
_HOMES = {
    "cleaner.cleaned": "Cleaned",
    "cleaner.cleaning": "Cleaner clean clean_many",
    "cleaner.corpus.documents": "open_documents",
    "cleaner.corpus.formats": "Columns",
    "cleaner.corpus.run": "Outcome run",
    "cleaner.errors": (
        "CleanerError InputError OptionError OutputError RestoreError RuleError WorkerError"
    ),
    "cleaner.html": "Extraction extract",
    "cleaner.model": "Document Doubt Edit Encoding LeftOut Line Page Verdict",
    "cleaner.text.decode": "Decoded decode",
    "cleaner.text.edits": "restore",
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = globals()[name] = getattr(import_module(_HOME_OF[name]), name)
    return value


def __dir__() -> list[str]:
    return __all__
