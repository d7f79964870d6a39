"""The compiled pass, if there is one: `native/*.c`, built where a C compiler was at hand.

Whoever uses it has the same in Python beside it, and the results are equal to the byte. With
CLEANER_PLAIN in the environment the Python is run.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cleaner import _native as native
elif os.environ.get("CLEANER_PLAIN"):
    native = None
else:
    try:
        from cleaner import _native as native
    except ImportError:
        native = None

__all__ = ["native"]
