"""What is to become of the inputs of a run: which sink, which names, and what does not fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleaner.cleaned import METADATA
from cleaner.corpus.formats import Input, open_input
from cleaner.corpus.formats.sinks import TO, Sink, To, output_name, sink_for
from cleaner.corpus.layout import Place
from cleaner.corpus.names import check_format, parts_of
from cleaner.corpus.reading import Reading
from cleaner.corpus.sources import Found, Source, find_sources
from cleaner.corpus.work import Form
from cleaner.errors import InputError, OptionError, OutputError

if TYPE_CHECKING:
    from cleaner.corpus.output import Output


@dataclass(slots=True)
class Plan:
    """What becomes of the inputs of a run.

    `place` is where the outputs belong, and `output` writes there, unless nothing is to be
    written. `to`: the format that containers become; `streamed`: rows are wanted though there is no
    output; without either, documents are only counted.
    """

    found: Found
    reading: Reading
    place: Place | None = None
    output: Output | None = None
    overwrite: bool = False
    to: To = "same"
    reports: bool = True
    metadata: bool = False
    streamed: bool = False
    _common: Sink | None = field(default=None, init=False)

    @classmethod
    def of(
        cls,
        paths: Sequence[Path],
        output: Path | None,
        *,
        reading: Reading,
        to: To = "same",
        include: Sequence[str] = (),
        exclude: Sequence[str] = (),
        reports: bool = True,
        metadata: bool = False,
        overwrite: bool = False,
        dry_run: bool = False,
    ) -> Plan:
        """The plan for what `paths` name; without an output the rows of one input are streamed.

        Raises OptionError where outputs and inputs would lie in one another, or do not fit.
        """
        check_format(reading.format)
        if to not in TO:
            raise OptionError(f"to {to!r} is not known; one of: {', '.join(TO)}")
        place = Place.of(output) if output is not None else None
        if place and place.format in ("jsonl", "parquet"):
            if to not in ("same", place.format):
                raise OptionError(
                    f"--to {to} does not go with -o {output}, which is {place.format}"
                )
            to = place.format
        streamed = place is None and not dry_run

        def output_of(name: str) -> str:
            return output_name(name, reading.format_of(name), to)

        found = find_sources(paths, include=include, exclude=exclude, output_of=output_of)
        many = [reading.holds_many(source.name) for source in found.sources()]
        if streamed and to == "same":
            to = "jsonl" if any(many) else "text"
        if place and not place.single and to in ("jsonl", "parquet") and not all(many):
            raise OptionError(f"texts that are to be rows need one file for them: -o FILE.{to}")
        formats = {reading.format_of(source.name) for source in found.sources()}
        if place and place.format == "parquet" and "parquet" in formats and len(formats) > 1:
            raise OptionError(
                "Parquet and other formats do not fit into one Parquet file; "
                "write JSON Lines (-o FILE.jsonl), or into a folder"
            )
        if metadata and not streamed and place and not place.single and not any(many):
            raise OptionError("--metadata adds columns to rows, and texts have none")
        if place is not None:
            place.check(paths, found.sources(), overwrite=overwrite)
        return cls(
            found=found,
            reading=reading,
            place=place,
            output=_output(place, overwrite=overwrite) if place and not dry_run else None,
            overwrite=overwrite,
            to=to,
            reports=reports,
            metadata=metadata,
            streamed=streamed,
        )

    def sink_of(self, opened: Input | None) -> Sink | None:
        """The sink for the rows of an input (None: texts of their own), if there is one.

        Raises InputError and OutputError where they do not fit.
        """
        if self.form == "texts" or not (self.output or self.streamed):
            return None
        if opened is None:
            opened = open_input(BytesIO(), name="texts", format="text")
        packed = "" if self.streamed else parts_of(self.single)[2] if self.single else None
        if self.single and self.to == "parquet":
            return self._common_sink(opened)
        return sink_for(opened, to=self.to, packed=packed, report=self.reports, added=self.added)

    def _common_sink(self, opened: Input) -> Sink:
        """The sink for all rows of one Parquet file, which has one schema.

        It is that of the first input if all are Parquet, or if there is no other; else rows have
        the columns of texts. Raises InputError for an input whose rows do not fit.
        """
        if self._common is None:
            self._common = next(self._row_sinks(), None) or self._row_sink(opened)
        sink = self._row_sink(opened)
        if getattr(sink, "schema", None) != getattr(self._common, "schema", None):
            raise InputError(
                "its columns are not those of the first file, so they do not fit into one Parquet "
                "file; write JSON Lines (-o FILE.jsonl), or another Parquet file",
                path=opened.path,
            )
        return self._common

    def _row_sinks(self) -> Iterator[Sink]:
        for source in self.found.sources():
            if source.once:
                return  # nothing that is read from it could be read again
            with suppress(InputError, OutputError):
                yield self._row_sink(self.reading.open(source))

    def _row_sink(self, opened: Input) -> Sink:
        if opened.format != "parquet" and len(self.found.inputs) > 1:
            opened = open_input(BytesIO(), name="texts", format="text")
        return sink_for(opened, to="parquet", report=self.reports, added=self.added)

    def check(self) -> None:
        """Raises OptionError when a package is missing that an input needs, or its output."""
        seen = set()
        for source in self.found.sources():
            kind = (self.reading.format_of(source.name), parts_of(source.name)[2])
            if kind not in seen and not source.once:
                seen.add(kind)
                with suppress(InputError, OutputError):
                    self.sink_of(self.reading.open(source))

    def any_sink(self) -> Sink | None:
        """The sink of the first input that there is one for, to end the single file with; else
        that of texts: a Parquet file without rows has a schema too."""
        for source in self.found.sources():
            with suppress(InputError, OutputError):
                return self.sink_of(self.reading.open(source))
        return self.sink_of(None)

    @property
    def single(self) -> str | None:
        """The one file that all rows go into, if they do."""
        return self.place.single if self.place else None

    @property
    def added(self) -> tuple[str, ...]:
        """The columns that rows get for the metadata of their documents."""
        return METADATA if self.metadata else ()

    def described(self) -> dict[str, Any]:
        """What the plan says of the outputs."""
        return {"to": self.to, "output": self.single, "metadata": self.metadata}

    @property
    def holds_many(self) -> bool:
        """Whether an input is a container of documents."""
        return any(self.reading.holds_many(source.name) for source in self.found.sources())

    def name_of(self, source: Source) -> str:
        """What the output of an input is called."""
        return output_name(source.name, self.reading.format_of(source.name), self.to)

    @property
    def form(self) -> Form:
        """What becomes of the rows of a container."""
        return "texts" if self.to == "text" else "rows"

    @property
    def one_file(self) -> bool:
        """Whether the rows of all inputs follow on one another."""
        return self.streamed or self.single is not None

    def refusal(self, index: int, files: Sequence[str], folder: str | None = None) -> str | None:
        """Why the outputs of an input cannot be written, if so."""
        if self.place is None or self.one_file:
            return None
        if self.output is None:
            return self.place.refusal(files, folder, overwrite=self.overwrite)
        return self.output.refusal(index, files, folder)


def _output(place: Place, *, overwrite: bool) -> Output:
    from cleaner.corpus.output import Output  # one text to standard output starts without it

    return Output(place, overwrite=overwrite)
