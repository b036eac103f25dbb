"""The data folder: who may read it and which server has it."""

from __future__ import annotations

import errno
import fcntl
import os
import re
from pathlib import Path

from followup.db import DATABASE
from followup.domain.errors import Refused
from followup.storage.trouble import plainly

BACKUPS_NAME = "backups"
LOCK_NAME = "followup.lock"
NETWORK_FILE_SYSTEMS = re.compile(
    r"nfs\d?|cifs|smb\w*|9p|afs|ceph|glusterfs|lustre|vboxsf|fuse\.(sshfs|rclone|s3fs|glusterfs|davfs2?)"
)


def database_path(folder: Path) -> Path:
    """Where the database of a data folder is, whether it exists yet or not."""
    return folder / DATABASE


def prepare(folder: Path) -> None:
    """Make the data folder, or tighten the one that is there: folders 0700, files 0600.

    A folder that also holds other things keeps its mode: it may be somebody's home, or /tmp. Raises FollowupError
    where it cannot be made or written.
    """
    with plainly(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        inside = list(folder.iterdir())
        if all(is_ours(path) for path in inside) and folder.stat().st_uid == os.geteuid():
            folder.chmod(0o700)
        for path in filter(is_ours, inside):
            path.chmod(0o700 if path.is_dir() else 0o600)
        if not os.access(folder, os.W_OK):
            raise PermissionError(errno.EACCES, "not writable")


def make_private(file: Path) -> None:
    """Make sure that a file exists (empty where it was missing) and only its owner may read it.

    SQLite gives a journal the mode of its database, so this belongs before the first connection. Raises
    FollowupError where it cannot be made.
    """
    with plainly(file):
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
        file.chmod(0o600)


def is_ours(path: Path) -> bool:
    """Whether Followup made this, by its name."""
    return not path.is_symlink() and (path.name == BACKUPS_NAME or path.name.startswith("followup."))


class ServerLock:
    """One server per data folder, as a context manager; `address` is what a second one is told.

    The kernel lets go of the lock when the process ends in whatever way, so nothing stale can stay.
    """

    def __init__(self, folder: Path, address: str) -> None:
        self._path = folder / LOCK_NAME
        self._address = address
        self._file = -1

    def __enter__(self) -> ServerLock:
        """Take the lock and leave the address in it. Raises Refused where another server has it."""
        with plainly(self._path):
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                first = os.read(self._file, 500).decode(errors="replace").strip() or "another address"
                os.close(self._file)
                raise Refused(
                    f"Followup already runs for {self._path.parent} at {first}; open that, stop it first, "
                    "or choose another folder with --data."
                ) from None
            os.ftruncate(self._file, 0)
            os.write(self._file, self._address.encode())
        return self

    def __exit__(self, *exception: object) -> None:
        """Let go of it."""
        # The file stays: removing it would let two servers lock two files of one name.
        os.ftruncate(self._file, 0)
        os.close(self._file)


def network_warning(folder: Path, mounts: Path = Path("/proc/mounts")) -> str | None:
    """Return one sentence where `folder` lies on a network file system, whose locks SQLite cannot trust.

    None where it does not, or where the system does not tell.
    """
    try:
        lines = [line.split(" ") for line in mounts.read_text(errors="replace").splitlines()]
    except OSError:
        return None
    place = folder.resolve()
    held = [(_unescaped(line[1]), line[2]) for line in lines if len(line) > 2]
    # Of two mounts at one place the later hides the earlier.
    _, kind = max(
        ((len(point.parts), kind) for point, kind in reversed(held) if place.is_relative_to(point)),
        key=lambda found: found[0],
        default=(0, ""),
    )
    if not NETWORK_FILE_SYSTEMS.fullmatch(kind):
        return None
    return (
        f"{folder} lies on a network file system ({kind}), where locks can fail and damage the database; "
        "a folder on this machine's own disk is safer."
    )


def _unescaped(mount_point: str) -> Path:
    return Path(re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), mount_point))
