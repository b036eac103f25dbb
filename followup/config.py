"""Settings: flags over environment over defaults, read strictly, never changed afterwards.

`SETTINGS` is the one list of them. A value that cannot be taken raises one line that names the
setting, the value and what to write instead; a blank value counts as not given.
"""

from __future__ import annotations

import ipaddress
import re
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from followup.domain.errors import Invalid, Refused

DEFAULT_PORTS = {"http": 80, "https": 443}
# Older SQLite can corrupt a database in WAL mode: https://sqlite.org/wal.html#walresetbug
SAFE_WAL = (3, 51, 3)

_HOST_NAME = re.compile(
    r"(?=.{1,253}\Z)[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*"
)
_URL_PATH = re.compile(r"(/(?!\.{1,2}(/|\Z))[A-Za-z0-9._~-]+)*/?")
_HEADER_NAME = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")


def canonical_host(text: str) -> str | None:
    """Return a host without port in one spelling; None where `text` is neither an IP address nor a host name.

    Lower case, no brackets, no trailing dot, the shortest form of an IP address.
    """
    host = text.lower()
    bracketed = host.startswith("[") and host.endswith("]")
    bare = host[1:-1] if bracketed else host.removesuffix(".")
    try:
        address = ipaddress.ip_address(bare)
    except ValueError:
        return bare if not bracketed and _HOST_NAME.fullmatch(bare) else None
    if isinstance(address, ipaddress.IPv6Address):
        if address.scope_id is not None:
            return None
        address = address.ipv4_mapped or address
    return str(address)


def is_ip(host: str) -> bool:
    """Say whether a canonical host is an IP address."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def is_wildcard(host: str) -> bool:
    """Say whether a canonical host means every address of this machine."""
    return is_ip(host) and ipaddress.ip_address(host).is_unspecified


def is_loopback(host: str) -> bool:
    """Say whether a canonical host can only mean this machine itself (RFC 6761 for `.localhost`)."""
    if is_ip(host):
        return ipaddress.ip_address(host).is_loopback
    return host == "localhost" or host.endswith(".localhost")


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


# The readers: text (blank where nothing was given and there is no default) -> value. They raise with
# the advice only; `load` puts the name and the value before it.


def _read_data(text: str) -> Path:
    try:
        folder = Path(text).expanduser().absolute() if text else default_data_folder()
        is_file = folder.exists() and not folder.is_dir()
    except (OSError, RuntimeError, ValueError):
        raise Invalid("no folder can have this name; write the path of a folder.") from None
    if {"site-packages", "dist-packages"} & set(folder.parts):
        raise Refused("an update of Followup would delete this folder; choose one outside of it.")
    if is_file:
        raise Invalid("this is a file; write the folder that shall hold the database.")
    return folder


def _read_host(text: str) -> str:
    host = canonical_host(text)
    if host is None or not (is_ip(host) or host == "localhost"):
        raise Invalid("write an IP address such as 127.0.0.1, or localhost.")
    return host


def _read_port(text: str) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 65535:
        return int(text)
    raise Invalid("write a whole number from 1 to 65535.")


def _read_text(text: str) -> str | None:
    return text or None


def _read_base_url(text: str) -> str | None:
    if not text:
        return None
    advice = Invalid("write an address such as http://localhost:5111 or https://followup.localhost/mine.")
    try:
        parts = urlsplit(text)
        host, port = canonical_host(_bracketed(parts.hostname or "")), parts.port
    except ValueError:
        raise advice from None
    if parts.scheme not in DEFAULT_PORTS or host is None or port == 0 or not _URL_PATH.fullmatch(parts.path):
        raise advice
    if "@" in parts.netloc or "?" in text or "#" in text:
        raise advice
    shown = "" if port in (None, DEFAULT_PORTS[parts.scheme]) else f":{port}"
    return f"{parts.scheme}://{_bracketed(host)}{shown}{parts.path.rstrip('/')}"


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _read_hosts(text: str) -> tuple[str, ...]:
    hosts = [canonical_host(part) for part in _split(text)]
    if None in hosts:
        raise Invalid("write host names with commas between, without scheme, port or asterisk.")
    return tuple(host for host in hosts if host)


def _read_proxies(text: str) -> tuple[str, ...]:
    hosts = [canonical_host(part) for part in _split(text)]
    if not all(host and is_ip(host) for host in hosts):
        raise Invalid("write the IP addresses of the proxies with commas between.")
    return tuple(host for host in hosts if host)


def _read_header(text: str) -> str | None:
    if text and not _HEADER_NAME.fullmatch(text):
        raise Invalid("write the name of a header, such as Remote-User.")
    return text or None


def read_journal_mode(text: str, sqlite: tuple[int, ...] = sqlite3.sqlite_version_info) -> str:
    """Return "delete" or "wal". `sqlite` is the version that is to run it; "wal!" insists.

    Raises Invalid for any other word, Refused for "wal" where `sqlite` is older than SAFE_WAL.
    """
    mode = text.lower()
    if mode not in ("delete", "wal", "wal!"):
        raise Invalid("write delete or wal.")
    if mode == "wal" and sqlite < SAFE_WAL:
        needed, found = (".".join(map(str, version)) for version in (SAFE_WAL, sqlite))
        raise Refused(
            f"SQLite before {needed} can damage a database in this mode, and this is {found}; "
            "write delete, or wal! to take that risk."
        )
    return mode.removesuffix("!")


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: `name` is its field in Config and its flag; `default` is text, as a user writes it."""

    name: str
    default: str
    read: Callable[[str], Any]
    help: str

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return f"FOLLOWUP_{self.name.upper()}"


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "data",
        "",
        _read_data,
        "Folder of the database and its backups; else ./instance in a checkout, else this system's usual place.",
    ),
    Setting("host", "127.0.0.1", _read_host, "IP address to listen at, or localhost."),
    Setting("port", "5111", _read_port, "Port to listen at."),
    Setting(
        "tz",
        "",
        _read_text,
        "Time zone, such as Europe/Berlin; else the system's.",
    ),
    Setting(
        "base_url",
        "",
        _read_base_url,
        "Address at which browsers reach Followup, with its path prefix if any; links are built from it.",
    ),
    Setting("allowed_hosts", "", _read_hosts, "More host names to answer to, with commas between."),
    Setting(
        "trusted_proxies",
        "",
        _read_proxies,
        "IP addresses of reverse proxies whose X-Forwarded headers count.",
    ),
    Setting(
        "auth_header",
        "",
        _read_header,
        "Header in which a trusted proxy names the signed-in user; not read by this version.",
    ),
    Setting(
        "journal_mode",
        "delete",
        read_journal_mode,
        "delete, or wal for replication tools; wal! where SQLite is older than 3.51.3.",
    ),
)


@dataclass(frozen=True, slots=True)
class Config:
    """The settings in force. Hosts are canonical; `sources` tells "flag", "environment" or "default"."""

    data: Path
    host: str
    port: int
    tz: str | None
    base_url: str | None
    allowed_hosts: tuple[str, ...]
    trusted_proxies: tuple[str, ...]
    auth_header: str | None
    journal_mode: str
    sources: Mapping[str, str]
    unknown: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """Where browsers reach Followup, without a slash at the end; every link starts with it."""
        host = "127.0.0.1" if is_wildcard(self.host) else self.host
        return self.base_url or f"http://{_bracketed(host)}:{self.port}"

    @property
    def prefix(self) -> str:
        """The path of `url`: "" or "/one" or "/one/two"."""
        return urlsplit(self.url).path

    def label(self, name: str) -> str:
        """What the user wrote to set `name`: a flag or a variable."""
        return _label(name, self.sources[name])

    def shown(self) -> list[tuple[str, str, str]]:
        """Each setting as (variable, value as text, source), in the order of `SETTINGS`."""
        return [(s.variable, _as_text(getattr(self, s.name)), self.sources[s.name]) for s in SETTINGS]


def load(environ: Mapping[str, str], flags: Mapping[str, Any] | None = None) -> Config:
    """Read all settings. `flags` are values by setting name, None where a flag was not given.

    Raises Invalid for a value that cannot be read and Refused for one that would not be safe.
    """
    values: dict[str, Any] = {}
    sources: dict[str, str] = {}
    for setting in SETTINGS:
        flag = (flags or {}).get(setting.name)
        given = {"flag": "" if flag is None else str(flag), "environment": environ.get(setting.variable, "")}
        source = next((where for where, text in given.items() if text.strip()), "default")
        text = given.get(source, setting.default).strip()
        try:
            values[setting.name] = setting.read(text)
        except (Invalid, Refused) as error:
            raise type(error)(f"{_label(setting.name, source)} is {text!r}: {error}") from None
        sources[setting.name] = source
    return Config(**values, sources=sources, unknown=_unknown(environ))


def refuse_open_door(config: Config) -> None:
    """Raise Refused where more than this machine could reach the data, which nothing protects yet.

    A reverse proxy on this machine makes every visitor look local, so the names count as much as the
    address that is bound.
    """
    named = {
        "host": (config.host,),
        "base_url": (urlsplit(config.url).hostname or "",),
        "allowed_hosts": config.allowed_hosts,
        "trusted_proxies": config.trusted_proxies,
    }
    for name, hosts in named.items():
        for host in hosts:
            if not is_loopback(host):
                raise Refused(
                    f"{config.label(name)} names {host}, and as this version has no password, whoever reaches "
                    "that could read and change your data: take it out, or name 127.0.0.1 or localhost."
                )
    if config.auth_header:
        raise Refused(
            f"{config.label('auth_header')} is set, but this version asks nobody who they are, so it would "
            "protect nothing: take it out."
        )


def default_data_folder() -> Path:
    """`instance` beside the package in a checkout, else this system's folder for a user's data."""
    checkout = Path(__file__).resolve().parent.parent
    if (checkout / "pyproject.toml").is_file() and (checkout / "templates").is_dir():
        return checkout / "instance"
    from platformdirs import user_data_path

    return user_data_path("followup", appauthor=False)


def _label(name: str, source: str) -> str:
    return f"--{name.replace('_', '-')}" if source == "flag" else f"FOLLOWUP_{name.upper()}"


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _unknown(environ: Mapping[str, str]) -> tuple[str, ...]:
    known = {setting.variable for setting in SETTINGS}
    return tuple(sorted(name for name in environ if name.startswith("FOLLOWUP_") and name not in known))
