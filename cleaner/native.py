"""The compiled pass, if there is one: `native/*.c`, built where a C compiler was at hand.

Whoever uses it has the same in Python beside it, and the results are equal to the byte. With
CLEANER_PLAIN in the environment the Python is run.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

EDITION = 4
"""What the compiled pass has to say of itself: raised here and in native/module.c when what one
expects of the other changes, so that one that was built before is not used."""

if TYPE_CHECKING:
    from cleaner import _native as native
elif os.environ.get("CLEANER_PLAIN"):
    native = None
else:
    try:
        from cleaner import _native as native
    except ImportError:
        native = None
    if native is not None and native.EDITION != EDITION:
        native = None

__all__ = ["EDITION", "native"]
