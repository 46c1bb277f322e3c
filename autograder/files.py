"""Write files so that a kill, or a full disk, leaves the old file or the new one, whole."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

__all__ = ["write_atomically"]


def write_atomically(path: Path, content: str | bytes, mode: int = 0o644) -> None:
    """Replace a file's content in one step; folders are made where they are missing.

    Args:
        path: the file.
        content: bytes, or text, which is written as UTF-8; the halves of surrogate pairs, which
            UTF-8 cannot hold, become question marks.
        mode: the file's permissions.

    Raises:
        OSError: if the disk is full or the folder cannot be written; the old file is untouched.

    Example:
        >>> folder = Path(tempfile.mkdtemp())
        >>> write_atomically(folder / "a" / "b.txt", "hello")
        >>> (folder / "a" / "b.txt").read_text()
        'hello'
    """
    data = content.encode(errors="replace") if isinstance(content, str) else content
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, mode)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
