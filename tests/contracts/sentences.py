"""The sentences that Followup says: in its templates, and in the modules that put words to things.

What is filled in stands as "…". `python tests/contracts/sentences.py` prints them, by where they are said.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SPEAKING = (
    *("followup/domain/why.py", "followup/domain/rules.py", "followup/domain/rehearsal.py"),
    *("followup/domain/met.py", "followup/domain/fields.py", "followup/queries/lookups.py"),
    *("followup/domain/settings_preview.py", "followup/domain/checkin.py", "followup/domain/moments.py"),
    "followup/domain/openings.py",
    *("followup/domain/documents.py", "followup/exchange/json.py"),
    *("followup/domain/lint.py", "followup/domain/reasons.py"),
    *("followup/actions", "followup/exchange", "followup/forms", "followup/web"),
)
#: Modules whose texts are letters of several sentences, each of which is listed.
LETTERS = ("followup/domain/starters.py",)
GAP = "…"
_END = (".", "?")


def spoken() -> dict[str, list[str]]:
    """Every sentence, by the file that says it."""
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / "templates").rglob("*.html")):
        found[str(path.relative_to(ROOT))] = sorted(set(of_template(path.read_text("utf-8"))))
    for place in SPEAKING:
        root = ROOT / place
        for path in sorted(root.rglob("*.py")) if root.is_dir() else [root]:
            found[str(path.relative_to(ROOT))] = sorted(set(of_module(path.read_text("utf-8"))))
    for place in LETTERS:
        found[place] = sorted(set(of_letters((ROOT / place).read_text("utf-8"))))
    return {place: sentences for place, sentences in found.items() if sentences}


def of_template(source: str) -> Iterator[str]:
    """The sentences between tags; a branch ends a sentence's text as a tag of a block does."""
    source = re.sub(r"\{#.*?#\}", "", source, flags=re.DOTALL)
    source = re.sub(r"\{%.*?%\}", "\n", source, flags=re.DOTALL)
    source = re.sub(r"\{\{.*?\}\}", GAP, source, flags=re.DOTALL)
    source = re.sub(r"</?(bdi|b|code|i|em|strong)>", "", source)
    for text in re.split(r"<[^>]*>|\n", source):
        yield from sentences(text)


def of_module(source: str) -> Iterator[str]:
    """The sentences in string constants, docstrings left out."""
    tree = ast.parse(source)
    inside = {
        id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            inside |= {id(part) for part in ast.walk(node) if isinstance(part, ast.Constant)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = [part.value if isinstance(part, ast.Constant) else GAP for part in node.values]
            yield from sentences("".join(map(str, parts)))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
            yield from sentences(re.sub(r"\{\w+\}", GAP, node.value))


def of_letters(source: str) -> Iterator[str]:
    """The sentences of the letters in a module: each ends with its stop, or with its line."""
    tree = ast.parse(source)
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            for text in re.split(r"\n|(?<=[.?])\s+", re.sub(r"\{\w+\}", GAP, node.value)):
                yield from sentences(text)


def sentences(text: str) -> Iterator[str]:
    """The text, where it is a sentence of at least three words."""
    text = " ".join(text.split())
    if text.endswith(_END) and len(text.split()) > 2 and re.search("[a-z]{2}", text) and "<" not in text:
        yield text


if __name__ == "__main__":
    for place, said in spoken().items():
        sys.stdout.write(f"\n## {place}\n\n" + "".join(f"- {sentence}\n" for sentence in said))
