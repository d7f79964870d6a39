"""What makes two runs the same one: all that their results depend on."""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import asdict
from typing import Any
from uuid import uuid4

from cleaner.corpus.sources import Failure, Found
from cleaner.corpus.work import Job
from cleaner.evidence.model import default_model
from cleaner.version import __version__

_LIBRARIES = (
    *("chardet", "ftfy", "inscriptis", "jusText", "langdetect", "lxml", "trafilatura"),
    *("pyarrow", "resiliparse"),
)


def fingerprint(found: Found, job: Job, **options: Any) -> dict[str, Any]:
    """The run in JSON-ready values. `options` are those that change what is written."""
    cleaner, reading = job.cleaner, job.reading
    told = {
        "cleaner": __version__,
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
        "libraries": {name: _version(name) for name in _LIBRARIES},
        "rules": cleaner.rulebook.hash,
        "model": default_model().digest,
        "policy": cleaner.policy,
        "kind": cleaner.kind,
        "select": cleaner.selection.select,
        "ignore": cleaner.selection.ignore,
        "known": asdict(reading.known),
        "from": reading.format,
        "extraction": asdict(reading.extraction),
        "columns": asdict(reading.columns),
        "max bytes": reading.max_bytes,
        "verify": job.verify,
        "report": job.reports,
        "inputs": _inputs(found),
        **options,
    }
    return dict(json.loads(json.dumps(told)))


def _inputs(found: Found) -> dict[str, Any]:
    """How many, and a digest of their names, sizes and times of change."""
    digest = hashlib.sha256()
    for item in found.inputs:
        told: list[Any] = [item.name, str(item.path)]
        if isinstance(item, Failure):
            told.append(item.message)
        elif item.once:
            told.append(uuid4().hex)  # what it gave is gone; it is never the same again
        else:
            try:
                status = item.path.stat()
                told += [status.st_size, status.st_mtime_ns]
            except OSError as error:
                told.append(str(error.errno))
        digest.update(json.dumps(told).encode() + b"\n")
    return {"count": len(found.inputs), "digest": digest.hexdigest()}


def _version(name: str) -> str | None:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return None
