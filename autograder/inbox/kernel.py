"""Calls to the Linux kernel that Python 3.11 has no function for."""

from __future__ import annotations

import ctypes
import os

__all__ = ["be_dumpable", "die_with_parent", "drop_capabilities", "enter_namespaces"]

CLONE_NEWNS, CLONE_NEWIPC, CLONE_NEWUSER = 0x00020000, 0x08000000, 0x10000000
CLONE_NEWPID, CLONE_NEWNET = 0x20000000, 0x40000000
MS_NOSUID, MS_NODEV, MS_NOEXEC = 2, 4, 8
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS = 1, 4, 38
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


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _check(status: int, what: str) -> None:
    if status != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
