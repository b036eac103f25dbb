"""The pinned versions: complete, hashed, free of addresses, and the same for those who run and those who test."""

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
BUILD = {"hatchling", "editables", "tomlkit", "trove-classifiers", "pathspec", "pluggy", "packaging"}
PIN = re.compile(r"^([a-z0-9][a-z0-9-]*)==([^ ]+)(?: ; [^\\]+)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")


def pins(name: str) -> dict[str, set[str]]:
    """Versions by package; more than one where they depend on the Python."""
    found: dict[str, set[str]] = {}
    for line in (ROOT / name).read_text("utf-8").splitlines():
        if pin := PIN.match(line):
            found.setdefault(pin[1], set()).add(pin[2])
    return found


def wanted(lines: list[str], locked: dict[str, set[str]]) -> list[str]:
    """The requirements that a lock does not meet."""
    requirements = [Requirement(line) for line in lines]
    return [
        str(each)
        for each in requirements
        if not locked.get(each.name) or not all(each.specifier.contains(v) for v in locked[each.name])
    ]


def test_locks_hold_pins_and_hashes_only():
    for name in ("requirements.lock", "requirements-dev.lock"):
        for line in (ROOT / name).read_text("utf-8").splitlines():
            assert PIN.match(line) or HASH.match(line), f"{name}: {line}"


def test_locks_meet_the_project_s_requirements():
    project = PROJECT["project"]
    runtime, testing = pins("requirements.lock"), pins("requirements-dev.lock")
    assert wanted(project["dependencies"] + PROJECT["build-system"]["requires"], runtime) == []
    assert wanted(project["optional-dependencies"]["dev"], testing) == []
    assert wanted(["flask<1", "no-such-thing"], runtime) == ["flask<1", "no-such-thing"]


def test_tests_run_what_users_run():
    runtime, testing = pins("requirements.lock"), pins("requirements-dev.lock")
    assert {name: testing.get(name) for name in runtime} == runtime


def test_at_most_40_distributions_at_runtime():
    assert len(pins("requirements.lock").keys() - BUILD) <= 40


def test_every_dependency_has_its_line_of_reason():
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    lines = text.partition("\ndependencies = [\n")[2].partition("\n]\n")[0].splitlines()
    assert len(lines) == len(PROJECT["project"]["dependencies"])
    assert [line for line in lines if not re.search(r'",?\s+# \w', line)] == []
