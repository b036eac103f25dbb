"""The wheel, alone in a fresh environment, is a whole Followup: it starts, and finds its templates and files."""

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from followup.web.assets import folder
from tests.browser.server import Server, get, serving

ROOT = Path(__file__).parents[2]
STATIC = re.compile(r"/static/[0-9a-f]{8}/([^\"'#\s]+)")


def run(*command: str | Path, cwd: Path = ROOT) -> None:
    """Run it without the caller's Python settings; its output is the message where it fails."""
    clean = {name: text for name, text in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        list(map(str, command)), cwd=cwd, env=clean, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command[0]} failed:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", out)
    return next(out.glob("followup-*.whl"))


@pytest.fixture(scope="module")
def server(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Followup from the wheel and the locked versions, in an environment that knows nothing of the checkout."""
    home = tmp_path_factory.mktemp("elsewhere")
    run(sys.executable, "-m", "venv", home / "env")
    pip = (home / "env" / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "install", "-q")
    run(*pip, "--no-compile", "--require-hashes", "-r", ROOT / "requirements.lock", cwd=home)
    run(*pip, "--no-deps", wheel, cwd=home)
    with serving(home / "data", home / "env" / "bin" / "followup") as running:
        yield running


def test_it_works(server: Server):
    page = get(f"{server.url}/").decode()
    assert "<h1" in page
    name = unquote(STATIC.findall(page)[0])
    address = next(STATIC.finditer(page))[0]
    assert get(server.url + address) == (folder("static") / name).read_bytes()


def test_data_goes_where_it_was_asked_to(server: Server):
    assert (server.data / "followup.sqlite3").is_file()


def test_wheel_holds_what_it_needs_and_nothing_else(wheel: Path):
    names = zipfile.ZipFile(wheel).namelist()
    for kind in ("templates", "static"):
        inside = {name.removeprefix("followup/") for name in names if name.startswith(f"followup/{kind}/")}
        files = [path for path in (ROOT / kind).rglob("*") if path.is_file() and path.suffix != ".cache"]
        outside = {path.relative_to(ROOT).as_posix() for path in files}
        assert inside == outside
    assert {name.split("/")[0].split("-")[0] for name in names} == {"followup"}
    assert any(name.endswith("licenses/LICENSE") for name in names)
