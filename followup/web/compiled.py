"""Compiled templates, kept beside their sources as Python keeps its modules: compiling is the longest of a start."""

from contextlib import suppress
from pathlib import Path
from pickle import UnpicklingError

from flask import Flask
from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket


class Compiled(FileSystemBytecodeCache):
    """Keeps what can be kept: where the folder cannot be written to, or the disk is full, pages come all the same."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was kept; a file that cannot be read, or was cut off by a power cut, is as good as none."""
        try:
            super().load_bytecode(bucket)
        except (OSError, EOFError, ValueError, TypeError, UnpicklingError):
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template, if possible."""
        with suppress(OSError):
            Path(self.directory).mkdir(exist_ok=True)
            super().dump_bytecode(bucket)


def init_compiled(app: Flask, templates: Path) -> None:
    """Keep the compiled templates of `app` in `__pycache__` in their folder. A changed source is compiled anew."""
    app.jinja_env.bytecode_cache = Compiled(str(templates / "__pycache__"), "%s.cache")
