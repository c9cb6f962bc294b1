"""Where the state database of an output folder lies while a run has it, and who has it.

In a local folder SQLite itself holds the lock, and the system gives it back when the process dies. At a URL
the database is a local copy that is put there after commits, and the lock is a file that says who runs and
when they were last seen: it keeps people from a mistake, but two runs that start within the same second may
both pass.
"""

import json
import os
import shutil
import socket
import tempfile
import time
from abc import ABC, abstractmethod
from contextlib import suppress
from pathlib import Path

from pipeline.errors import PactwireError
from pipeline.readers.files import STATE_FOLDER
from pipeline.runners.place import LocalPlace, Place, UrlPlace

_DATABASE = f"{STATE_FOLDER}/state.sqlite"
_LOCK = f"{STATE_FOLDER}/lock"
#: A local copy is put at its URL this often.
_SAVE_SECONDS = 20.0
#: Who has not been seen for so long is dead.
_DEAD_SECONDS = 120.0


class Database(ABC):
    """The file of the state database; a run opens it once and closes it at the end."""

    path: Path

    @abstractmethod
    def owner(self) -> str:
        """Who has it, for a message."""

    @abstractmethod
    def own(self) -> None:
        """Say that it is ours; called when SQLite's lock is held."""

    @abstractmethod
    def save(self, *, now: bool) -> None:
        """Make the last commit durable where it belongs: at once, or when it is time."""

    @abstractmethod
    def close(self) -> None:
        """Let others have it."""


class LocalDatabase(Database):
    """In the output folder itself."""

    def __init__(self, place: LocalPlace) -> None:
        self.path = place.path / _DATABASE
        self._owner = self.path.with_name("owner")

    def owner(self) -> str:
        return self._owner.read_text() if self._owner.exists() else "another process"

    def own(self) -> None:
        self._owner.write_text(f"process {os.getpid()}")

    def save(self, *, now: bool) -> None:
        """A commit is durable already."""

    def close(self) -> None:
        """SQLite has let go."""


class RemoteDatabase(Database):
    """A local copy of what lies at a URL. Raises PactwireError when another run has it."""

    def __init__(self, place: UrlPlace) -> None:
        self._place = place
        self._me = f"process {os.getpid()} on {socket.gethostname()}"
        self._refuse_second()
        self._folder = Path(tempfile.mkdtemp(prefix="pactwire-"))
        self.path = self._folder / "state.sqlite"
        with suppress(FileNotFoundError), place.open(_DATABASE) as stored:
            self.path.write_bytes(stored.read())
        self._saved = time.monotonic()

    def owner(self) -> str:
        return self._me

    def own(self) -> None:
        """The lock was taken with the copy."""

    def save(self, *, now: bool) -> None:
        if now or time.monotonic() - self._saved > _SAVE_SECONDS:
            self._place.put(self.path, _DATABASE)
            self._sign()
            self._saved = time.monotonic()

    def close(self) -> None:
        self._place.remove(_LOCK)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _refuse_second(self) -> None:
        with suppress(FileNotFoundError, ValueError, KeyError, TypeError), self._place.open(_LOCK) as stored:
            lock = json.loads(stored.read())
            unseen = time.time() - lock["seen"]
            here = lock["host"] == socket.gethostname() and os.name == "posix"
            if unseen < _DEAD_SECONDS and not (here and not _lives(lock["process"])):
                who = f"process {lock['process']} on {lock['host']}, seen {unseen:.0f} s ago"
                raise PactwireError(
                    f"{self._place.name} is in use by another run ({who}); wait for it to end, "
                    f"or {_DEAD_SECONDS:.0f} s if it is dead, or choose another --out"
                )
        self._sign()

    def _sign(self) -> None:
        lock = {"process": os.getpid(), "host": socket.gethostname(), "seen": time.time()}
        with self._place.write(_LOCK) as stream:
            stream.write(json.dumps(lock).encode())


def database_of(place: Place) -> Database:
    """Take the database of an output folder. Raises PactwireError when another run has it."""
    return RemoteDatabase(place) if isinstance(place, UrlPlace) else LocalDatabase(place)  # type: ignore[arg-type]


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
