"""Builds the compiled pass (`native/*.c`) into the wheel, where a C compiler is at hand.

Where none is, or with CLEANER_PLAIN in the environment, the wheel is one of Python alone: what it
cleans is the same, in more time. For an editable install the module is put beside the sources.
"""

from __future__ import annotations

import os
import platform
import shutil
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

MODULE = "cleaner._native"


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Called by hatchling for each wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and tell hatchling what there is."""
        if self.target_name != "wheel" or not _wanted():
            return
        self._work = tempfile.mkdtemp()
        try:
            built = compiled(Path(self.root), Path(self._work))
        except (Exception, SystemExit) as error:
            self.app.display_warning(f"no compiled pass, all runs in Python: {error}")
            return
        if version == "editable":
            shutil.copy2(built, Path(self.root, "cleaner", built.name))
            return
        build_data["force_include"][str(built)] = f"cleaner/{built.name}"
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Tidy up."""
        shutil.rmtree(getattr(self, "_work", ""), ignore_errors=True)


def _wanted() -> bool:
    return (
        not os.environ.get("CLEANER_PLAIN")
        and platform.python_implementation() == "CPython"
        and not sysconfig.get_config_var("Py_GIL_DISABLED")
    )


def compiled(root: Path, work: Path) -> Path:
    """The compiled module, made in the folder `work`. Whatever may go wrong raises."""
    from setuptools import Distribution, Extension
    from setuptools.command.build_ext import build_ext

    sources = sorted(str(path) for path in root.glob("native/*.c"))
    depends = sorted(str(path) for path in root.glob("native/*.h"))
    extension = Extension(MODULE, sources, depends=depends, include_dirs=[str(root / "native")])
    command = build_ext(Distribution({"name": "cleaner", "ext_modules": [extension]}))
    command.build_lib, command.build_temp = str(work / "lib"), str(work / "temp")
    command.ensure_finalized()
    command.run()
    (built,) = (work / "lib" / "cleaner").glob("_native*")
    return built
