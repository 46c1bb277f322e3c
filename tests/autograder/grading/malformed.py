"""Submissions that are not as they should be, as data: one small builder each.

A builder gets the path at which a submission is expected, in a folder that is there, and puts
something at that path or around it. What is expected of the verdict stands beside it: the points
that the answers in it are worth, or the reason why it is rejected.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import re
import shutil
import socket
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import class_support as support

Tree = dict[str, Any]

#: Two exercises are answered rightly, in all submissions in which answers can be found.
FIRST, SECOND = "box_kernel", "identity_kernel"
ANSWERS = {name: support.right_answers()[name] for name in (FIRST, SECOND)}
POINTS = {name: support.exercise(name).points for name in ANSWERS}
FULL = sum(POINTS.values())
HONEST = support.sheet(ANSWERS)
ANOTHER = support.ROOT / "notebooks/01_motivation/01_motivation.ipynb"


@dataclass(frozen=True)
class Malformed:
    """One malformed submission.

    Attributes:
        build: puts it at a path.
        points: what its answers are worth; 0 where it is rejected.
        reason: what the reason of a rejection says, or None where it is graded.
    """

    build: Callable[[Path], object]
    points: float = 0.0
    reason: str | None = None


def holding(data: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(data)


def graded(data: bytes, points: float = FULL) -> Malformed:
    return Malformed(holding(data), points)


def rejected(data: bytes, reason: str) -> Malformed:
    return Malformed(holding(data), reason=reason)


def changed(change: Callable[[Tree], object], points: float = FULL, **dumping: Any) -> Malformed:
    """The honest notebook after a change to its JSON."""
    tree = json.loads(HONEST)
    change(tree)
    return graded(json.dumps(tree, **dumping).encode(), points)


def every_cell(change: Callable[[Tree], object], points: float = FULL) -> Malformed:
    return changed(lambda tree: [change(cell) for cell in tree["cells"]], points)


def first(value: Any, points: float = POINTS[SECOND]) -> Malformed:
    """The honest notebook with something else as the source of its first answer."""
    return changed(lambda tree: cell(tree, FIRST).update(source=value), points)


def cell(tree: Tree, name: str) -> Tree:
    return next(cell for cell in tree["cells"] if cell["id"] == name)


def link(target: str) -> Callable[[Path], object]:
    return lambda path: path.symlink_to(target)


def instead_of_folder(put: Callable[[Path], object]) -> Callable[[Path], object]:
    """Something in the place of the folder with the notebook in it."""

    def build(path: Path) -> None:
        path.parent.rmdir()
        put(path.parent)

    return build


def instead_of_student(put: Callable[[Path], object]) -> Callable[[Path], object]:
    """Something in the place of the student's folder."""

    def build(path: Path) -> None:
        shutil.rmtree(path.parent.parent)
        put(path.parent.parent)

    return build


def beside(put: Callable[[Path], object]) -> Malformed:
    """An honest notebook, and something else in its folder."""

    def build(path: Path) -> None:
        path.write_bytes(HONEST)
        put(path.parent)

    return Malformed(build, FULL)


def worksheets(version: int) -> bytes:
    """The honest notebook as a notebook of format 2 or 3 would be."""
    cells = [
        {"cell_type": c["cell_type"], "metadata": c["metadata"], "language": "python",
         "input" if c["cell_type"] == "code" else "source": c["source"]}
        for c in json.loads(HONEST)["cells"]
    ]  # fmt: skip
    tree = {"nbformat": version, "nbformat_minor": 0, "metadata": {}}
    return json.dumps({**tree, "worksheets": [{"cells": cells}]}).encode()


def swap_names(tree: Tree) -> None:
    one, other = cell(tree, FIRST), cell(tree, SECOND)
    for key in ("metadata", "id"):
        one[key], other[key] = other[key], one[key]


def add_outputs(tree: Tree, count: int, text: str) -> None:
    output = {"output_type": "stream", "name": "stdout", "text": text}
    cell(tree, FIRST)["outputs"] = [output] * count


def attach(tree: Tree) -> None:
    files = {f"{n}.png": {"image/png": "iVBORw0KGgo="} for n in range(5_000)}
    tree["cells"][0]["attachments"] = files


def zipped() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("02_kernels.ipynb", HONEST)
    return stream.getvalue()


def bind_socket(path: Path) -> None:
    # The path of a socket may have 107 characters, so it is named from its own folder.
    with socket.socket(socket.AF_UNIX) as listener:
        before = os.open(".", os.O_RDONLY)
        os.chdir(path.parent)
        try:
            listener.bind(path.name)
        finally:
            os.fchdir(before)
            os.close(before)


def put_modules(folder: Path) -> None:
    for name in ("numpy.py", "json.py", "autograder.py", "sitecustomize.py", "conftest.py"):
        (folder / name).write_text("raise SystemExit('a student runs here')")
    for name in ("cnnlib", "nbformat"):
        (folder / name).mkdir()
        (folder / name / "__init__.py").write_text("raise SystemExit('a student runs here')")


def nest_folders(folder: Path) -> None:
    for _ in range(100):
        folder = folder / "deeper"
        folder.mkdir()
    (folder / "02_kernels.ipynb").write_bytes(b"")


def put_many(folder: Path) -> None:
    for number in range(2_000):
        (folder / f"{number}.ipynb").touch()


NO_JSON = "^The file is not a notebook: it holds no valid JSON.$"
NO_CELLS = "^The file is not a notebook: it has no cells.$"
NONE_FOUND = "^None of this notebook's exercise cells were found; was another notebook handed in?"
PARTS = "^The file has far more parts than a notebook needs; clear its outputs"
DEEP = "^The file is not a notebook: its JSON nests far deeper than that of one.$"
LINK = "^02_kernels.ipynb is a link; hand in the notebook itself.$"
FOLDER_LINK = "^The folder is a link; hand in the folder itself, with the notebook.$"
IRREGULAR = "^02_kernels.ipynb is not a regular file; hand in the notebook itself.$"
NO_FILE = "^There is no file 02_kernels.ipynb; hand in the notebook itself.$"
NO_FOLDER = "^02_kernels is not a folder; hand in a folder with 02_kernels.ipynb in it.$"

MALFORMED = {
    # Files that hold something else.
    "empty": rejected(b"", "^The file is empty; save the notebook and hand it in again.$"),
    "white": rejected(b" \r\n\t" * 9, "^The file is empty"),
    "truncated": rejected(HONEST[: len(HONEST) // 2], NO_JSON),
    "picture": rejected(b"\x89PNG\r\n\x1a\n\x00\x00", NO_JSON),
    "noise": rejected(random.Random(1).randbytes(10_000), NO_JSON),
    "zeros": rejected(bytes(100_000), NO_JSON),
    "gzip": rejected(gzip.compress(HONEST), "is compressed; unpack it"),
    "zip": rejected(zipped(), "is a zip archive; unpack it"),
    "page": rejected(b"<!DOCTYPE html><title>02_kernels</title>", "is a web page; download"),
    "script": rejected(b"# %%\n" + ANSWERS[FIRST].encode(), NO_JSON),
    "python": rejected(repr(json.loads(HONEST)).encode(), NO_JSON),
    "twice": rejected(HONEST + HONEST, NO_JSON),
    "conflict": rejected(b"<<<<<<< HEAD\n" + HONEST, "git's marks of a conflict"),
    "conflict-inside": rejected(
        HONEST.replace(b", ", b",\n<<<<<<< HEAD\n", 1), "git's marks of a conflict"
    ),
    "pdf": rejected(b"%PDF-1.7\n", "is a PDF; hand in the notebook"),
    "git-lfs": rejected(b"version https://git-lfs.github.com/spec/v1\n", "git's pointer to a file"),
    "array": rejected(b"[" + HONEST + b"]", "^The file is not a notebook: its JSON is no object.$"),
    "text": rejected(json.dumps(HONEST.decode()).encode(), "its JSON is no object"),
    "number": rejected(b"7", "its JSON is no object"),
    "null": rejected(b"null", "its JSON is no object"),
    "nothing": rejected(b"{}", NO_CELLS),
    "cells-null": rejected(b'{"cells": null}', NO_CELLS),
    "cells-object": rejected(b'{"cells": {"0": {}}}', NO_CELLS),
    "cells-odd": rejected(b'{"cells": [null, 1, "x", [], {}, {"source": 3}]}', NONE_FOUND),
    "another": rejected(ANOTHER.read_bytes(), NONE_FOUND),
    # Size and depth.
    "60-megabytes": rejected(
        HONEST + b" " * (60 * 2**20), r"has 60 MiB, more than 32; clear its outputs and hand it in"
    ),
    "terabyte": Malformed(
        lambda path: (path.touch(), os.truncate(path, 2**40)), reason="has 1048576 MiB, more than"
    ),
    "30-megabytes": graded(HONEST + b" " * (30 * 2**20)),
    "20000-cells": changed(lambda t: t["cells"].extend([{**t["cells"][0]} for _ in range(20_000)])),
    "million-cells": rejected(b'{"cells": [' + b"[]," * 1_000_001 + b"0]}", PARTS),
    "million-texts": rejected(b'{"cells": [' + b'"ab",' * 2_000_001 + b"0]}", PARTS),
    "50000-outputs": changed(lambda tree: add_outputs(tree, 50_000, "x\n")),
    "long-output": changed(lambda tree: add_outputs(tree, 1, "x" * 10**7)),
    "5000-attachments": changed(attach),
    "deep": rejected(b"[" * 100_000, DEEP),
    "deep-metadata": rejected(
        b'{"x": ' + b'{"a":' * 100_000 + b"0" + b"}" * 100_000 + b"," + HONEST[1:], DEEP
    ),
    "deep-source": first("x = " + "-" * 50_000 + "1"),
    "deep-brackets": first("x = " + "(" * 10_000),
    "long-line": first("x = '" + "y" * 10**7 + "'"),
    # Formats.
    "format-2": graded(worksheets(2)),
    "format-3": graded(worksheets(3)),
    "format-5": changed(lambda tree: tree.update(nbformat=5, nbformat_minor=0)),
    "format-new": changed(lambda tree: tree.update(nbformat_minor=999)),
    "format-text": changed(lambda tree: tree.update(nbformat="four", nbformat_minor=None)),
    "format-none": changed(lambda tree: [tree.pop("nbformat"), tree.pop("nbformat_minor")]),
    "format-4.0": changed(lambda tree: [tree.update(nbformat_minor=0)] + [
        c.pop("id") for c in tree["cells"]
    ]),
    # Metadata and order of cells.
    "metadata-lost": every_cell(lambda cell: cell.pop("metadata")),
    "metadata-null": every_cell(lambda cell: cell.update(metadata=None)),
    "metadata-list": every_cell(lambda cell: cell.update(metadata=[["nbgrader", 1]])),
    "metadata-text": every_cell(lambda cell: cell["metadata"].update(nbgrader="locked")),
    "metadata-odd": every_cell(lambda cell: cell["metadata"].update(nbgrader={"grade_id": [1]})),
    "ids-lost": every_cell(lambda cell: cell.pop("id")),
    "ids-odd": every_cell(lambda cell: cell.update(id={"a": 1})),
    "ids-equal": every_cell(lambda cell: cell.update(id="cell")),
    "renamed": every_cell(lambda cell: cell["metadata"].update(nbgrader={"grade_id": "renamed"})),
    "names-lost": Malformed(
        every_cell(lambda cell: [cell.pop("metadata"), cell.pop("id")], 0).build, reason=NONE_FOUND
    ),
    "swapped": changed(swap_names),
    "duplicated": changed(lambda tree: tree["cells"].extend(tree["cells"])),
    "stubs-again": changed(lambda tree: tree["cells"].extend(support.release().cells)),
    "reversed": changed(lambda tree: tree["cells"].reverse()),
    "answers-only": changed(
        lambda tree: tree.update(cells=[cell(tree, name) for name in ANSWERS])
    ),
    "tests-edited": every_cell(
        lambda cell: cell["id"].startswith("test_") and cell.update(source="print('30')")
    ),
    "points-raised": every_cell(
        lambda cell: cell["metadata"].setdefault("nbgrader", {}).update(points=1e9, locked=False)
    ),
    "all-markdown": every_cell(lambda cell: cell.update(cell_type="markdown")),
    "all-raw": every_cell(lambda cell: cell.update(cell_type="raw")),
    "type-unknown": every_cell(lambda cell: cell.update(cell_type=["code"])),
    "kernel-other": changed(lambda tree: tree.update(metadata={"kernelspec": {"name": "R"}})),
    # Sources.
    "source-lines": every_cell(lambda cell: cell.update(source=cell["source"].splitlines(True))),
    "source-number": first(7),
    "source-null": first(None),
    "source-object": first({"code": ANSWERS[FIRST]}),
    "source-nested": first([[[ANSWERS[FIRST]]]]),
    "source-mixed": first([ANSWERS[FIRST], 7, None, {}], FULL),
    "source-nul": first("x = 1\0\n" + ANSWERS[FIRST]),
    "source-surrogate": first("# \ud83d\n" + ANSWERS[FIRST], FULL),
    "source-controls": first("# \x1b[2J\x07\x08\x7f\u202e\n" + ANSWERS[FIRST], FULL),
    "source-crlf": first(ANSWERS[FIRST].replace("\n", "\r\n"), FULL),
    "source-tabs": first(ANSWERS[FIRST].replace("    ", "\t"), FULL),
    "source-unclosed": first("'''" + ANSWERS[FIRST]),
    # JSON of unusual kinds, and encodings.
    "keys-twice": graded(b'{"cells": [], ' + HONEST[1:]),
    "number-huge": graded(b'{"x": ' + b"9" * 10_000 + b", " + HONEST[1:]),
    "number-infinite": graded(b'{"x": [1e999999, -Infinity, NaN, 1E-400000], ' + HONEST[1:]),
    "mark-utf-8": graded(b"\xef\xbb\xbf" + HONEST),
    "utf-16": graded(HONEST.decode().encode("utf-16")),
    "utf-32": graded(HONEST.decode().encode("utf-32")),
    "latin-1": rejected(b'{"x": "caf\xe9", ' + HONEST[1:], NO_JSON),
    "comments": rejected(b"// saved by hand\n" + HONEST, NO_JSON),
    # Something else where the file should be.
    "folder": Malformed(lambda path: path.mkdir(), reason=IRREGULAR),
    "fifo": Malformed(os.mkfifo, reason=IRREGULAR),
    "socket": Malformed(bind_socket, reason=IRREGULAR),
    "link": Malformed(link("../../honest/02_kernels/02_kernels.ipynb"), reason=LINK),
    "link-endless": Malformed(link("/dev/zero"), reason=LINK),
    "link-loop": Malformed(link("02_kernels.ipynb"), reason=LINK),
    "link-dangling": Malformed(link("nowhere"), reason=LINK),
    "hard-link": Malformed(
        lambda path: path.hardlink_to(path.parents[2] / "honest/02_kernels/02_kernels.ipynb"), FULL
    ),
    "absent": Malformed(lambda path: None, reason=NO_FILE),
    "downloaded-twice": Malformed(
        lambda path: path.with_name("02_kernels (1).ipynb").write_bytes(HONEST),
        reason=r"there is 02_kernels \(1\).ipynb: rename it and hand it in again.$",
    ),
    "misnamed": Malformed(
        lambda path: path.with_name("02_Kernels.IPYNB").write_bytes(HONEST),
        reason="there is 02_Kernels.IPYNB: rename it and",
    ),
    # Something else where a folder should be.
    "folder-file": Malformed(instead_of_folder(holding(HONEST)), reason=NO_FOLDER),
    "folder-fifo": Malformed(instead_of_folder(os.mkfifo), reason=NO_FOLDER),
    "folder-link": Malformed(instead_of_folder(link("../honest/02_kernels")), reason=FOLDER_LINK),
    "folder-loop": Malformed(instead_of_folder(link("02_kernels")), reason=FOLDER_LINK),
    "student-link": Malformed(instead_of_student(link("honest")), reason=FOLDER_LINK),
    "student-loop": Malformed(instead_of_student(link("student-loop")), reason=FOLDER_LINK),
    "student-dangling": Malformed(instead_of_student(link("nowhere")), reason=FOLDER_LINK),
    # Something beside the file.
    "modules": beside(put_modules),
    "deep-folders": beside(nest_folders),
    "many-files": beside(put_many),
    "time-endless": beside(lambda folder: (folder / "timestamp.txt").symlink_to("/dev/zero")),
    "time-fifo": beside(lambda folder: os.mkfifo(folder / "timestamp.txt")),
    "time-wrong": beside(lambda folder: (folder / "timestamp.txt").write_text("25:61 \x00 /dev")),
}  # fmt: skip

#: Names of students' folders that break output, queries, paths or encodings where they can.
NAMES = (
    b"caf\xe9",
    b"caf\\xe9",
    "zoë".encode(),
    "zoe\u0308".encode(),
    b"two\nlines",
    b"\x1b[31mred",
    b"-rf",
    b"--help",
    b"trailing ",
    b" leading",
    b"*?[a]",
    b"%s{0}$HOME`id`",
    b"'; DROP TABLE student; --",
    b"<b onclick=alert(1)>bold&amp;",
    "\u202eevil".encode(),
    "学生".encode(),
    b"x" * 255,
    b"\xff" * 255,
    ("é" * 127).encode(),
)


def build(submitted: Path) -> None:
    """Put one submission of each kind under a folder that holds honest's."""
    for name, malformed in MALFORMED.items():
        path = submitted / name / "02_kernels" / "02_kernels.ipynb"
        path.parent.mkdir(parents=True)
        malformed.build(path)
    for raw in NAMES:
        support.hand_in(submitted, os.fsdecode(raw), HONEST)


def is_sentence(reason: str) -> bool:
    """Whether a student can read a reason: short, whole, and without words of a program.

    Example:
        >>> is_sentence("The file is empty; save it."), is_sentence("KeyError: 'cells'")
        (True, False)
    """
    programs = re.search(r"Error|Traceback|Errno|0x", reason)
    return len(reason) < 160 and not reason[0].islower() and reason[-1] in ".?" and not programs
