"""A docstring gives the contract: what ruff cannot see of it. That there is one, and its form, ruff checks."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from followup.domain import constants
from tests.contracts.sentences import ROOT

#: Words that say nothing of a function which its name does not say.
FILLERS = {
    "a",
    "an",
    "and",
    "by",
    "for",
    "in",
    "is",
    "it",
    "its",
    "of",
    "on",
    "or",
    "that",
    "the",
    "to",
    "with",
}
RULE = re.compile(r"\b(R([1-9]|1[0-2])|W[1-5]|All rules)\b")
SOURCE = re.compile(r"\bSource: \w")


class Documented(NamedTuple):
    """A public function or method, and where it is."""

    name: str
    node: ast.FunctionDef

    @property
    def text(self) -> str:
        """Its docstring."""
        return ast.get_docstring(self.node) or ""


def trees() -> dict[str, ast.Module]:
    """Every module of Followup and the bench by its path, but for the steps of migrations."""
    paths = [path for room in ("followup", "bench") for path in sorted((ROOT / room).rglob("*.py"))]
    return {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text("utf-8"))
        for path in paths
        if path.parent.name != "versions"
    }


def documented(tree: ast.Module | ast.ClassDef, above: str = "") -> Iterator[Documented]:
    """The public functions and methods, but for commands: their docstrings are the help that a user reads."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from documented(node, f"{above}{node.name}.")
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            is_command = any(ast.unparse(mark).startswith("click.") for mark in node.decorator_list)
            yield from [] if is_command else [Documented(above + node.name, node)]


def errors_of(modules: dict[str, ast.Module]) -> set[str]:
    """The names of FollowupError and of all that comes from it."""
    classes = [node for tree in modules.values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    found, before = {"FollowupError"}, set()
    while found != before:
        before = set(found)
        found |= {node.name for node in classes if found & {ast.unparse(base) for base in node.bases}}
    return found


def raised(node: ast.AST) -> Iterator[str]:
    """The names of what is raised right there; not in a function inside, whose caller may catch it."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.Raise) and child.exc is not None:
            yield ast.unparse(child.exc.func if isinstance(child.exc, ast.Call) else child.exc)
        yield from raised(child)


def stems(text: str) -> set[str]:
    """The words of a text by how they begin, so that "names" and "named" count as "name"."""
    words = re.findall(r"[a-z]+", text.replace("_", " ").lower())
    return {word[:4] for word in words if word not in FILLERS}


TREES = trees()
ERRORS = errors_of(TREES)


def faults(found: Documented) -> list[str]:
    """What a docstring leaves out."""
    missing = sorted({name for name in raised(found.node) if name in ERRORS and name not in found.text})
    wrong = [f"does not say that it raises {name}" for name in missing]
    returned = ast.unparse(found.node.returns) if found.node.returns else ""
    if returned.endswith("| None") and "None" not in found.text:
        wrong.append("does not say what None means")
    if len(stems(found.text) - stems(found.name)) < 2:
        wrong.append("says nothing that the name does not say")
    return wrong


def test_it_works():
    assert {"Invalid", "NotFound", "AlreadyHere"} <= ERRORS
    assert sum(len(list(documented(tree))) for tree in TREES.values()) > 500


@pytest.mark.parametrize("path", TREES)
def test_the_contract_is_whole(path):
    assert [f"{found.name} {fault}" for found in documented(TREES[path]) for fault in faults(found)] == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('def day(x):\n    """The day meant, today or later. Raises Invalid."""\n    raise Invalid("no")', 0),
        ('def day(x):\n    """The day meant, today or later."""\n    if x:\n        raise Invalid("no")', 1),
        ('def day(x):\n    """The day meant, today or later."""\n    raise errors.Invalid', 0),
        ('def day(x):\n    """The day meant, today or later."""\n    def act():\n        raise Invalid', 0),
        ('def day(x) -> date | None:\n    """The day meant, today or later."""', 1),
        ('def day(x) -> date | None:\n    """The day meant, today or later; None for none."""', 0),
        ('def due_day(x):\n    """The day that is due."""', 1),
        ("def due_day(x): ...", 1),
    ],
)
def test_what_is_left_out_is_found(source, expected):
    (found,) = documented(ast.parse(source))
    assert len(faults(found)) == expected, faults(found)


def test_commands_and_private_ones_are_no_concern():
    source = (
        '@click.command()\ndef add():\n    """Add."""\n\ndef _x(): ...\n\nclass _Y:\n    def z(self): ...'
    )
    assert list(documented(ast.parse(source))) == []


def groups(source: str) -> Iterator[tuple[str, list[str]]]:
    """The blocks of a module between blank lines that set a name: the comment on top, and the names."""
    for block in re.split(r"\n{2,}", source):
        names = re.findall(r"^([A-Z][A-Z_]*)\b.* = |^([A-Z][A-Z_]*) = ", block, re.MULTILINE)
        if names:
            comment = " ".join(line.lstrip("# ") for line in block.splitlines() if line.startswith("#"))
            yield comment, [one or other for one, other in names]


def test_every_constant_of_the_rules_has_its_rule_and_its_source():
    found = list(groups(Path(constants.__file__).read_text("utf-8")))
    assert {name for _, names in found for name in names} == {
        name for name in vars(constants) if name.isupper()
    }
    for comment, names in found:
        assert RULE.search(comment), f"{names}: of which rule?"
        assert SOURCE.search(comment), f"{names}: from where?"


def test_a_constant_without_a_source_is_found():
    ((comment, names),) = groups('"""A module."""\n\n# R4: a week.\nWEEK = 7\nDAYS: int = 7\n')
    assert names == ["WEEK", "DAYS"]
    assert RULE.search(comment)
    assert not SOURCE.search(comment)
