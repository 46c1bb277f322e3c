"""Functions that `autograder doctor` runs inside a box, as if they were a learner's.

Only the source of each travels into the box, so each stands alone and imports what it needs.
"""

from __future__ import annotations

__all__ = [
    "capabilities",
    "end_the_program",
    "endless_loop",
    "fill_temporary_folder",
    "fork_many",
    "importable",
    "leave_traces",
    "make_files",
    "memory_of_no_process",
    "open_to_the_outside",
    "reach_network",
    "reachable_names",
    "readable_files",
    "traces_of_others",
    "use_memory",
    "use_memory_of_many",
    "visible_processes",
    "write_large_file",
    "writeable_folders",
]


def reach_network(port: int, name: str) -> list[str]:
    """Try the internet, a port of this machine, and a socket without a file; say what answers."""
    import socket

    places = (
        (socket.AF_INET, ("1.1.1.1", 53)),
        (socket.AF_INET, ("127.0.0.1", port)),
        (socket.AF_UNIX, f"\0{name}"),
    )
    reached = []
    for family, address in places:
        with socket.socket(family, socket.SOCK_STREAM) as connection:
            connection.settimeout(0.2)
            if connection.connect_ex(address) == 0:
                reached.append(str(address))
    return reached


def readable_files(allowed: list[str]) -> tuple[int, list[str]]:
    """Count the files that can be opened, and list those that are not `allowed` or below it."""
    import os

    count, others = 0, []
    for folder, _, names in os.walk("/"):
        for path in (os.path.join(folder, name) for name in names):
            if not os.path.isfile(path) or not os.access(path, os.R_OK):
                continue
            count += 1
            if not any(path == place or path.startswith(f"{place}/") for place in allowed):
                others.append(path)
    return count, others[:100]


def importable(names: list[str]) -> list[str]:
    """Those of the named modules that can be imported."""
    import importlib

    found = []
    for name in names:
        try:
            importlib.import_module(name)
            found.append(name)
        except ImportError:
            pass
    return found


def reachable_names(names: list[str]) -> list[str]:
    """Those of some dotted names that can be reached, each put together at run time."""
    import importlib

    found = []
    for name in names:
        module, _, attribute = name.rpartition(".")
        if hasattr(importlib.import_module(module), attribute):
            found.append(name)
    return found


def open_to_the_outside(settings: list[str]) -> list[str]:
    """What this process was left: descriptors but null and one socket, settings, and all of /proc.

    Args:
        settings: the names of environment variables that may be there.
    """
    import os
    import stat

    found, sockets = [], 0
    null = os.stat("/dev/null").st_rdev
    for descriptor in range(64):
        try:
            status = os.fstat(descriptor)
        except OSError:
            continue
        sockets += stat.S_ISSOCK(status.st_mode)
        if status.st_rdev != null and not stat.S_ISSOCK(status.st_mode):
            found.append(f"descriptor {descriptor}")
    found += ["another socket"] * (sockets > 1)
    found += sorted(set(os.environ) - set(settings))
    return found + [f"/proc/{name}" for name in os.listdir("/proc")[:3]]


def visible_processes() -> list[int]:
    """The processes that can be seen or signalled, besides this one and its worker."""
    import os

    found = {int(name) for name in os.listdir("/proc") if name.isdigit()}
    for process in range(2, 5000):
        try:
            os.kill(process, 0)
            found.add(process)
        except ProcessLookupError:
            pass
        except PermissionError:
            found.add(process)
    return sorted(found - {1, os.getpid()})


def capabilities() -> int:
    """All capabilities that this process has or can get, as one number."""
    import ctypes

    libc = ctypes.CDLL(None)
    libc.unshare(0x10000000)  # who may make a user namespace has all capabilities inside
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    sets = (ctypes.c_uint32 * 6)()
    if libc.capget(header, sets) != 0:
        return -1
    found = 0
    for number in sets:
        found |= number
    return found


def use_memory(count: int) -> int:
    """Ask for `count` bytes; return how many there are."""
    try:
        return len(bytearray(count))
    except MemoryError:
        return 0


def use_memory_of_many(processes: int, count: int) -> int:
    """Touch `count` bytes in each of several processes at once; return how many have done so."""
    import os
    import signal

    done, tell = os.pipe()
    started = []
    for _ in range(processes):
        process = os.fork()
        if process == 0:
            kept = bytearray(b"x") * count
            os.write(tell, kept[:1])
            signal.pause()
        started.append(process)
    os.close(tell)
    touched = sum(len(os.read(done, 1)) for _ in started)
    signal.sigtimedwait([], 0.3)  # time enough for somebody to notice
    for process in started:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
    return touched


def memory_of_no_process() -> list[str]:
    """Ask for memory that would outlive every limit of a process; say what was given."""
    import ctypes
    import os

    libc = ctypes.CDLL(None)
    private, key = 0o1600, 0
    given = []
    try:
        os.close(os.memfd_create("memory"))
        given.append("memfd_create")
    except OSError:
        pass
    for name, segment in (
        ("shmget", lambda: libc.shmget(key, 4096, private)),
        ("msgget", lambda: libc.msgget(key, private)),
        ("semget", lambda: libc.semget(key, 1, private)),
    ):
        if segment() >= 0:
            given.append(name)
    return given


def fork_many(count: int) -> int:
    """Start up to `count` processes that wait; return how many there are."""
    import os
    import signal

    started: list[int] = []
    try:
        while len(started) < count:
            process = os.fork()
            if process == 0:
                signal.pause()
            started.append(process)
    except OSError:
        pass
    for process in started:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
    return len(started)


def write_large_file(count: int) -> int:
    """Write a file of up to `count` bytes; return how long it became."""
    import os

    path = "/tmp/large"
    try:
        with open(path, "wb", buffering=0) as file:
            for _ in range(0, count, 2**16):
                file.write(bytes(2**16))
    except OSError:
        pass
    size = os.path.getsize(path)
    os.remove(path)
    return size


def fill_temporary_folder(files: int, count: int) -> int:
    """Write up to `files` files of `count` bytes to /tmp; return how much was kept."""
    import os

    paths = [f"/tmp/part-{number}" for number in range(files)]
    try:
        for path in paths:
            with open(path, "wb", buffering=0) as file:
                file.write(bytes(count))
    except OSError:
        pass
    kept = 0
    for path in filter(os.path.exists, paths):
        kept += os.path.getsize(path)
        os.remove(path)
    return kept


def make_files(count: int) -> int:
    """Make up to `count` empty files in /tmp; return how many there were."""
    import os
    import tempfile

    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        made = 0
        try:
            for made in range(count):
                os.close(os.open(f"{folder}/{made}", os.O_CREAT | os.O_WRONLY))
        except OSError:
            pass
        return made


def writeable_folders(allowed: list[str]) -> list[str]:
    """The folders whose file system takes writes; modes are no hindrance to their owner."""
    import os

    folders = [folder for folder, _, _ in os.walk("/") if folder not in allowed]
    return [folder for folder in folders if not os.statvfs(folder).f_flag & os.ST_RDONLY][:100]


def endless_loop() -> None:
    """Never end."""
    while True:
        pass


def end_the_program() -> None:
    """End the process without any clean-up."""
    import os

    os._exit(0)


def leave_traces(folders: list[str]) -> int:
    """Leave files and a process behind, for the next submission to find."""
    import contextlib
    import os
    import signal

    for folder in folders:
        with contextlib.suppress(OSError), open(f"{folder}/trace", "w") as file:
            file.write("somebody was here")
    if os.fork() == 0:
        os.setsid()
        signal.pause()
    return len(folders)


def traces_of_others(folders: list[str]) -> list[str]:
    """What earlier submissions left behind."""
    import os

    return [folder for folder in folders if os.path.exists(f"{folder}/trace")]
