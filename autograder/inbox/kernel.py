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
    "forbid_namespaces",
]

CLONE_NEWNS, CLONE_NEWIPC, CLONE_NEWUSER = 0x00020000, 0x08000000, 0x10000000
CLONE_NEWPID, CLONE_NEWNET = 0x20000000, 0x40000000
MS_NOSUID, MS_NODEV, MS_NOEXEC = 2, 4, 8
CLONE_NEW_ANY = 0x7E020000
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 1, 4, 22, 38
SECCOMP_MODE_FILTER, SECCOMP_ALLOW, SECCOMP_ERRNO = 2, 0x7FFF0000, 0x00050000
BPF_LOAD, BPF_EQUAL, BPF_AT_LEAST, BPF_ANY_BIT, BPF_RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
#: machine -> its name in a filter, and its numbers of clone, unshare, setns and clone3.
SYSTEM_CALLS = {
    "x86_64": (0xC000003E, 56, 272, 308, 435),
    "aarch64": (0xC00000B7, 220, 97, 268, 435),
    "riscv64": (0xC00000F3, 220, 97, 268, 435),
}
_CAPABILITY_VERSION_3 = 0x20080522
_SIGKILL = 9


def enter_namespaces(temporary_bytes: int) -> None:
    """Move into fresh user, process, network, IPC and mount namespaces.

    /tmp becomes an empty file system of limited size, /proc an empty folder. The next child is the
    first process of the new process namespace.

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
    _mount_empty("/tmp", f"size={temporary_bytes},mode=0700")
    _mount_empty("/proc", "size=0,mode=0555")


def drop_capabilities() -> None:
    """Give up every capability, for good."""
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    _check(_libc().prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "prctl")
    _check(_libc().capset(header, (ctypes.c_uint32 * 6)()), "capset")


def forbid_namespaces() -> None:
    """Make every further namespace impossible, for good.

    In a user namespace of its own a process has all capabilities again, enough to mount a /tmp
    without a limit.

    Raises:
        OSError: where the system does not allow it, or is of a kind that we have no numbers for.
    """
    machine = platform.machine()
    if machine not in SYSTEM_CALLS:
        raise OSError(errno.ENOSYS, f"no filter of system calls for {machine}")
    name, clone, unshare, setns, clone3 = SYSTEM_CALLS[machine]
    # Code, steps ahead if it holds, steps ahead if not, operand. The program sees the number of
    # the system call at 0, the machine at 4, the first argument at 16.
    program = (
        (BPF_LOAD, 0, 0, 4),
        (BPF_EQUAL, 0, 9, name),
        (BPF_LOAD, 0, 0, 0),
        (BPF_AT_LEAST, 7, 0, 0x40000000),  # the same calls under other numbers
        (BPF_EQUAL, 6, 0, unshare),
        (BPF_EQUAL, 5, 0, setns),
        (BPF_EQUAL, 5, 0, clone3),
        (BPF_EQUAL, 0, 2, clone),
        (BPF_LOAD, 0, 0, 16),
        (BPF_ANY_BIT, 1, 0, CLONE_NEW_ANY),
        (BPF_RETURN, 0, 0, SECCOMP_ALLOW),
        (BPF_RETURN, 0, 0, SECCOMP_ERRNO | errno.EPERM),
        # Its flags lie in memory, which no filter can read; the C library then uses clone.
        (BPF_RETURN, 0, 0, SECCOMP_ERRNO | errno.ENOSYS),
    )
    rows = (_Instruction * len(program))(*(_Instruction(*row) for row in program))
    whole = _Program(len(program), rows)
    status = _libc().prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(whole), 0, 0)
    _check(status, "seccomp")


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


def _mount_empty(target: str, options: str) -> None:
    flags = MS_NOSUID | MS_NODEV | MS_NOEXEC
    status = _libc().mount(b"none", target.encode(), b"tmpfs", flags, options.encode())
    _check(status, f"mount {target}")


@cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _check(status: int, what: str) -> None:
    if status != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
