"""Look at everything that can be read inside a box; runs there, as a student's code."""

from __future__ import annotations

import contextlib
import gc
import os
import stat
import sys


def look(needles: list[str]) -> dict:
    """List all that is there, and which of some texts, given backwards, are in memory."""
    texts = texts_in_memory()
    files, others = files_and_others()
    # Given backwards, because what is asked for is in memory as well.
    wanted, whole = [needle[::-1] for needle in needles], "\0".join(texts)
    return {
        "files": files,
        "others": others,
        "proc": os.listdir("/proc"),
        "environment": sorted(os.environ),
        "open": open_descriptors(),
        "modules": sorted(n for n in sys.modules if n.split(".")[0] in ("autograder", "cnnlib")),
        "texts": len(texts),
        "found": [word for word in wanted if word in whole],
    }


def files_and_others() -> tuple[list[str], list[str]]:
    """Regular files (of packages the top levels only), and whatever else has a path."""
    files, others = set(), []
    for folder, _, names in os.walk("/"):
        for path in (os.path.join(folder, name) for name in names):
            try:
                mode = os.stat(path).st_mode
            except OSError:
                continue
            if not stat.S_ISREG(mode):
                others.append(path)
            elif path.startswith(("/box", "/packages/cnnlib")):
                files.add(path)
            elif not path.startswith(("/python/", "/libraries/")):
                files.add("/".join(path.split("/")[:3]) if path.startswith("/packages/") else path)
    return sorted(files), others


def texts_in_memory() -> set[str]:
    """Every text, and all bytes as hexadecimal digits, that any object leads to."""
    texts = {repr(os.environ), repr(sys.argv), repr(sys.orig_argv), repr(sys.path)}
    gc.unfreeze()
    waiting, known = gc.get_objects(), set()
    frame = sys._getframe()
    while frame is not None:
        waiting.append(frame.f_locals)
        frame = frame.f_back
    while waiting:
        for inner in gc.get_referents(waiting.pop()):
            if id(inner) not in known:
                known.add(id(inner))
                if type(inner) is str:
                    texts.add(inner)
                elif type(inner) is bytes:
                    texts.add(inner.hex())
                else:
                    waiting.append(inner)
    return texts


def open_descriptors() -> list[str]:
    """The kinds of all open descriptors, as `ls -l` writes them."""
    kinds = []
    for descriptor in range(256):
        with contextlib.suppress(OSError):
            kinds.append(stat.filemode(os.fstat(descriptor).st_mode)[0])
    return kinds
