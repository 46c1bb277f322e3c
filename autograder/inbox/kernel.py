"""Calls to the Linux kernel that Python 3.11 has no function for."""

from __future__ import annotations

import ctypes
import errno
import os
import platform
from functools import cache

__all__ = [
    "be_dumpable",
    "die_with_parent",
    "drop_capabilities",
    "enter_namespaces",
    "refuse_calls",
]

CLONE_NEWNS, CLONE_NEWIPC, CLONE_NEWUSER = 0x00020000, 0x08000000, 0x10000000
CLONE_NEWPID, CLONE_NEWNET = 0x20000000, 0x40000000
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC = 1, 2, 4, 8
#: Files in /tmp; empty ones take memory too, which no limit on their size counts.
TEMPORARY_FILES = 1_000
CLONE_NEW_ANY = 0x7E020000
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 1, 4, 22, 38
SECCOMP_MODE_FILTER, SECCOMP_ALLOW, SECCOMP_ERRNO = 2, 0x7FFF0000, 0x00050000
BPF_LOAD, BPF_EQUAL, BPF_AT_LEAST, BPF_ANY_BIT, BPF_RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
#: How a filter names a machine, and what its table of system calls is called below.
MACHINES = {
    "x86_64": (0xC000003E, "x86"),
    "aarch64": (0xC00000B7, "generic"),
    "riscv64": (0xC00000F3, "generic"),
}
CLONE, CLONE3 = {"x86": 56, "generic": 220}, 435
#: What no answer needs: calls that lead to other namespaces, to memory that belongs to no process
#: and so counts for none, to other processes' memory, to what others do with a file, and to large
#: parts of the kernel.
REFUSED = {
    "unshare": {"x86": 272, "generic": 97},
    "setns": {"x86": 308, "generic": 268},
    "memfd_create": {"x86": 319, "generic": 279},
    "memfd_secret": {"x86": 447, "generic": 447},
    "shmget": {"x86": 29, "generic": 194},
    "msgget": {"x86": 68, "generic": 186},
    "semget": {"x86": 64, "generic": 190},
    "mq_open": {"x86": 240, "generic": 180},
    "ptrace": {"x86": 101, "generic": 117},
    "process_vm_readv": {"x86": 310, "generic": 270},
    "process_vm_writev": {"x86": 311, "generic": 271},
    "add_key": {"x86": 248, "generic": 217},
    "request_key": {"x86": 249, "generic": 218},
    "keyctl": {"x86": 250, "generic": 219},
    "bpf": {"x86": 321, "generic": 280},
    "perf_event_open": {"x86": 298, "generic": 241},
    "userfaultfd": {"x86": 323, "generic": 282},
    "io_uring_setup": {"x86": 425, "generic": 425},
    "inotify_init": {"x86": 253, "generic": 26},
    "inotify_init1": {"x86": 294, "generic": 26},
    "fanotify_init": {"x86": 300, "generic": 262},
}
_CAPABILITY_VERSION_3 = 0x20080522
_SIGKILL = 9


def enter_namespaces(temporary_bytes: int) -> None:
    """Move into fresh user, process, network, IPC and mount namespaces.

    /tmp becomes an empty file system of limited size, /proc an empty folder that stays so. The next
    child is the first process of the new process namespace.

    Raises:
        OSError: where the system does not allow it.
    """
    uid, gid = os.getuid(), os.getgid()
    flags = CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWNS
    _check(_libc().unshare(flags), "unshare")
    for file, text in (
        ("/proc/self/setgroups", "deny"),
        ("/proc/self/uid_map", f"{uid} {uid} 1"),
        ("/proc/self/gid_map", f"{gid} {gid} 1"),
    ):
        with open(file, "w", encoding="ascii") as stream:
            stream.write(text)
    _mount_empty("/tmp", f"size={temporary_bytes},nr_inodes={TEMPORARY_FILES},mode=0700")
    # Read-only: its owner could change the mode, and a size of 0 means one without a limit.
    _mount_empty("/proc", "mode=0555", MS_RDONLY)


def drop_capabilities() -> None:
    """Give up every capability, for good."""
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    _check(_libc().prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "prctl")
    _check(_libc().capset(header, (ctypes.c_uint32 * 6)()), "capset")


def refuse_calls() -> None:
    """Make the system calls of `REFUSED`, and every new namespace, impossible for good.

    In a user namespace of its own a process has all capabilities again, enough to mount a /tmp
    without a limit.

    Raises:
        OSError: where the system does not allow it, or is of a kind that we have no numbers for.
    """
    machine = platform.machine()
    if machine not in MACHINES:
        raise OSError(errno.ENOSYS, f"no filter of system calls for {machine}")
    program = _filter(*MACHINES[machine])
    rows = (_Instruction * len(program))(*(_Instruction(*row) for row in program))
    whole = _Program(len(program), rows)
    status = _libc().prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(whole), 0, 0)
    _check(status, "seccomp")


def _filter(name: int, table: str) -> list[tuple[int, int, int, int]]:
    """The program that the kernel runs at each system call.

    A row is a code, the steps ahead if it holds, the steps ahead if not, and an operand. The
    program sees the number of the system call at 0, the machine at 4, the first argument at 16.
    """
    refused = [numbers[table] for numbers in REFUSED.values()]
    ahead = len(refused)  # rows from the first of them to what follows the last
    return [
        (BPF_LOAD, 0, 0, 4),
        (BPF_EQUAL, 0, ahead + 7, name),
        (BPF_LOAD, 0, 0, 0),
        (BPF_AT_LEAST, ahead + 5, 0, 0x40000000),  # the same calls under other numbers
        *((BPF_EQUAL, ahead + 4 - row, 0, number) for row, number in enumerate(refused)),
        (BPF_EQUAL, 5, 0, CLONE3),
        (BPF_EQUAL, 0, 2, CLONE[table]),
        (BPF_LOAD, 0, 0, 16),
        (BPF_ANY_BIT, 1, 0, CLONE_NEW_ANY),
        (BPF_RETURN, 0, 0, SECCOMP_ALLOW),
        (BPF_RETURN, 0, 0, SECCOMP_ERRNO | errno.EPERM),
        # Its flags lie in memory, which no filter can read; the C library then uses clone.
        (BPF_RETURN, 0, 0, SECCOMP_ERRNO | errno.ENOSYS),
    ]


class _Instruction(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_uint16),
        ("if_true", ctypes.c_uint8),
        ("if_false", ctypes.c_uint8),
        ("operand", ctypes.c_uint32),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("rows", ctypes.POINTER(_Instruction)))


def be_dumpable() -> None:
    """Own the files in /proc/self after a change of user, to write the maps of a namespace."""
    _check(_libc().prctl(PR_SET_DUMPABLE, 1, 0, 0, 0), "prctl")


def die_with_parent() -> None:
    """Have the kernel kill this process when its parent ends."""
    _check(_libc().prctl(PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0), "prctl")


def _mount_empty(target: str, options: str, more_flags: int = 0) -> None:
    flags = MS_NOSUID | MS_NODEV | MS_NOEXEC | more_flags
    status = _libc().mount(b"none", target.encode(), b"tmpfs", flags, options.encode())
    _check(status, f"mount {target}")


@cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _check(status: int, what: str) -> None:
    if status != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
