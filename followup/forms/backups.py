"""Backups: a file from elsewhere."""

from typing import Any

from wtforms import FileField
from wtforms.validators import ValidationError

from followup.forms.base import PageForm


class UploadForm(PageForm):
    """The file of a backup. Fill it with the form and the files of a request together."""

    file = FileField("A backup from elsewhere")

    def validate_file(self, field: FileField) -> None:
        """A field without one, or with mere text, is refused: the browser sends both."""
        sent: Any = field.data
        if not getattr(sent, "filename", ""):
            raise ValidationError("Choose the file of a backup.")
