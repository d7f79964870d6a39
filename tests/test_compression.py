"""Compressed streams: members in a row, damage after all that stands before it, nothing held."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pyarrow
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.corpus.compression import CHUNK, Stream, compress, suffix_by_magic
from cleaner.corpus.formats import open_input
from cleaner.corpus.names import SUFFIXES
from cleaner.corpus.sources import Failure
from cleaner.errors import InputError, OptionError

EVERY = pytest.mark.parametrize("suffix", SUFFIXES)
TEXT = b"".join(b"line %d of a text\n" % number for number in range(20_000))


def stream(data: bytes, suffix: str) -> Stream:
    return Stream(io.BytesIO(data), name=f"a{suffix}", suffix=suffix)


def drain(source: Stream) -> tuple[bytes, str | None]:
    """All that can be read, and the error after it."""
    pieces = []
    try:
        for piece in source.chunks():
            assert 0 < len(piece) <= CHUNK
            pieces.append(piece)
    except InputError as error:
        return b"".join(pieces), error.message
    return b"".join(pieces), None


@given(
    members=st.lists(st.binary(max_size=2_000), max_size=4),
    suffix=st.sampled_from(("", *SUFFIXES)),
)
def test_members_one_after_the_other_are_one_file(members: list[bytes], suffix: str) -> None:
    packed = b"".join(compress(member, suffix) for member in members)
    assert drain(stream(packed, suffix)) == (b"".join(members), None)


@EVERY
def test_other_tools_read_what_is_written(suffix: str, tmp_path: Path) -> None:
    packed = compress(TEXT[:99], suffix) + compress(TEXT[99:], suffix)
    if suffix == ".zst":
        with pyarrow.CompressedInputStream(io.BytesIO(packed), "zstd") as file:
            assert file.read() == TEXT
    else:
        unpack = {".gz": gzip.decompress, ".bz2": bz2.decompress, ".xz": lzma.decompress}[suffix]
        assert unpack(packed) == TEXT


@EVERY
def test_equal_data_gives_equal_bytes(suffix: str) -> None:
    code = f"import sys; from cleaner.corpus.compression import compress as c; \
sys.stdout.buffer.write(c(b'a text', {suffix!r}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout == compress(b"a text", suffix)
    if suffix == ".gz":
        assert done.stdout[4:8] == bytes(4), "the time is left out"
        assert done.stdout[9] == 255, "and the system"


@EVERY
@pytest.mark.parametrize("cut", [1, 9, 0.5, -1])
def test_a_stream_that_is_cut_off(suffix: str, cut: float) -> None:
    packed = compress(TEXT, suffix)
    at = int(len(packed) * cut) if isinstance(cut, float) else cut
    text, error = drain(stream(compress(b"whole\n", suffix) + packed[:at], suffix))
    assert error is not None
    assert "ends in the middle; the file was cut off" in error
    assert text.startswith(b"whole\n")
    assert TEXT.startswith(text[6:])
    if cut == -1 and suffix in (".gz", ".xz"):  # the others unpack by blocks
        assert len(text) == 6 + len(TEXT)


@EVERY
def test_damage_in_the_middle(suffix: str) -> None:
    packed = bytearray(compress(TEXT, suffix))
    packed[len(packed) // 2 : len(packed) // 2 + 50] = b"\xff" * 50
    text, error = drain(stream(compress(b"whole\n", suffix) + packed, suffix))
    assert text.startswith(b"whole\n")
    assert error is not None
    assert "data is damaged" in error


@EVERY
def test_something_else_behind_a_member_is_told(suffix: str) -> None:
    text, error = drain(stream(compress(TEXT, suffix) + b"something else", suffix))
    assert text == TEXT
    assert error is not None


@pytest.mark.parametrize("suffix", [".gz", ".xz"])
def test_zeros_behind_a_member_are_no_damage(suffix: str) -> None:
    packed = compress(b"one\n", suffix) + bytes(512) + compress(b"two\n", suffix) + bytes(100_000)
    assert drain(stream(packed, suffix)) == (b"one\ntwo\n", None)


@EVERY
def test_what_is_not_compressed_is_told(suffix: str) -> None:
    text, error = drain(stream(b'{"text": "plain"}\n', suffix))
    assert text == b""
    assert error is not None
    assert "damaged, or is none" in error


@EVERY
def test_an_empty_file_is_empty(suffix: str) -> None:
    assert drain(stream(b"", suffix)) == (b"", None)


@EVERY
def test_a_bomb_is_never_held(suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleaner.corpus.formats.base._ROW_BYTES", 100_000)
    bomb = b'{"text": "' + bytes(100_000_000).replace(b"\0", b"x") + b'"}\n{"text": "after"}\n'
    packed = compress(b'{"text": "before"}\n' + bomb, suffix)
    del bomb
    tracemalloc.start()
    try:
        source = open_input(io.BytesIO(packed), name=f"a.jsonl{suffix}", max_bytes=10_000)
        before, failure, after = source.records()
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert isinstance(failure, Failure)
    assert "100,000,012 bytes, more than the limit of 100,000" in failure.message
    assert not isinstance(before, Failure)
    assert not isinstance(after, Failure)
    # bzip2 unpacks by blocks of 900,000 bytes, xz keeps a dictionary
    assert peak < 20_000_000


@EVERY
def test_damage_costs_the_last_row_only(suffix: str, tmp_path: Path) -> None:
    rows = b"".join(b'{"text": "row %d"}\n' % number for number in range(5_000))
    packed = compress(rows, suffix) + compress(rows, suffix)
    path = tmp_path / f"a.jsonl{suffix}"
    path.write_bytes(packed[:-20])
    *found, failure = open_input(path, name=path.name).records()
    assert not [item for item in found if isinstance(item, Failure)]
    assert len(found) >= 5_000
    assert isinstance(failure, Failure)
    assert failure.name == f"{path.name}#{len(found) + 1}"
    assert "the file was cut off" in failure.message


def test_an_error_of_the_disk_is_told_as_such() -> None:
    class Disk(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            raise OSError(5, "Input/output error")

    for suffix in ("", ".gz"):
        with pytest.raises(InputError, match=r"a\.gz: cannot be read: input/output error"):
            Stream(Disk(), name="a.gz", suffix=suffix).read()  # type: ignore[arg-type]


def test_the_package_for_zstandard_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("compression.zstd", "backports.zstd"):
        monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(OptionError, match=r'pip install "corpus-cleaner\[zstd\]"'):
        open_input(io.BytesIO(b"x"), name="a.jsonl.zst")


@EVERY
def test_compression_that_the_name_does_not_tell(suffix: str, tmp_path: Path) -> None:
    packed = compress(b'{"text": "a"}\n', suffix)
    assert suffix_by_magic(packed) == suffix
    path = tmp_path / "a.jsonl"
    path.write_bytes(packed)
    for source in (path, io.BytesIO(packed)):
        (record,) = open_input(source, name="a.jsonl").records()
        assert not isinstance(record, Failure)
        assert record.content == "a"
