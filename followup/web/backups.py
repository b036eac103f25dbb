"""Backups: the list of them, taking one, putting one in place."""

import tempfile
from pathlib import Path

from flask import (
    Blueprint,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from werkzeug.datastructures import CombinedMultiDict, MultiDict
from werkzeug.wrappers import Response

from followup import storage
from followup.domain import request_ids
from followup.domain.errors import Conflict, FollowupError, Invalid
from followup.domain.wording import day_name
from followup.forms.backups import UploadForm
from followup.forms.base import PageForm
from followup.web import replies

bp = Blueprint("backups", __name__, url_prefix="/settings/backups")
KINDS = {
    storage.Kind.DAILY: "Of the day",
    storage.Kind.BY_HAND: "Taken by hand",
    storage.Kind.BEFORE_UPGRADE: "Before an update",
    storage.Kind.BEFORE_RESTORE: "Before another was put in place",
    storage.Kind.BEFORE_OTHER: "Before a larger change",
    storage.Kind.BROUGHT: "From elsewhere",
    storage.Kind.DAMAGED: "Left of a damaged database",
    storage.Kind.OTHER: "A file of yours",
}
_TOO_LARGE = "This file has more than 10 MB. Put it in place with `followup restore FILE` instead."


@bp.get("")
def index() -> str:
    """What there is, and what can be done with it."""
    return _index(UploadForm())


@bp.post("")
def create() -> Response:
    """Take one now."""
    taken = storage.back_up_now(_folder(), _now())
    return redirect(url_for("backups.index", taken=taken.name), 303)


@bp.post("/uploads")
def upload() -> Response:
    """Keep a backup from elsewhere, and ask before it is put in place."""
    # Of the files only that one: in the place of a text they are none.
    files = MultiDict(("file", sent) for sent in request.files.getlist("file"))
    form = UploadForm(CombinedMultiDict([files, request.form]))
    kept = _kept(form) if form.validate() else None
    if kept is None:
        form.point()
        return make_response(_index(form), 422)
    return redirect(url_for("backups.show", name=kept), 303)


@bp.get("/<name>")
def show(name: str) -> str:
    """What it holds, and what putting it in place would do."""
    return _page(name)


@bp.get("/<name>/file")
def download(name: str) -> Response:
    """The file itself, which no cache shall keep."""
    path = storage.backup_path(_folder(), name)
    answer = send_file(
        path,
        "application/vnd.sqlite3",
        as_attachment=True,
        download_name=path.name,
        conditional=False,
        etag=False,
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.post("/<name>/restores")
def restore(name: str) -> Response:
    """Put it in place; what is there now is kept first."""
    form = PageForm(request.form)
    path = storage.backup_path(_folder(), name)
    made = request_ids.generation_of(form.sent_once or "")
    try:
        before = storage.restore_backup(_folder(), path, _now(), made)
    except Conflict:
        raise
    except FollowupError as error:
        return make_response(_page(name, _plain(error, path, "This file")), 422)
    replies.go_on_recomputing()
    kept = before.name if before else None
    return redirect(url_for("backups.index", restored=name, before=kept), 303)


@bp.post("/<name>/delete")
def delete(name: str) -> Response:
    """Delete one for good, but for the newest."""
    gone = storage.delete_backup(_folder(), name)
    return redirect(url_for("backups.index", gone=gone.name), 303)


def _folder() -> Path:
    return current_app.config["FOLLOWUP"].data


def _now():
    return current_app.extensions["followup_clock"].now()


def _kept(form: UploadForm) -> str | None:
    """The name under which the file that was sent is kept; None where the form says what is wrong with it."""
    with tempfile.TemporaryDirectory(prefix="followup-") as place:
        file = Path(place) / "this file"
        form.file.data.save(file)
        form.file.data.close()
        if file.stat().st_size > storage.UPLOAD_LIMIT:
            form.refuse(Invalid(_TOO_LARGE, "file"))
            return None
        try:
            return storage.keep_upload(_folder(), file, _now())
        except FollowupError as error:
            form.refuse(Invalid(_plain(error, file, "This file"), "file"))
            return None


def _plain(error: FollowupError, path: Path, name: str) -> str:
    """What is wrong with a file, without where it is on this machine."""
    return str(error).replace(str(path), name)


def _index(form: UploadForm) -> str:
    found = storage.backups(_folder())
    return render_template(
        "backups/index.html",
        form=form,
        backups=found,
        kinds=KINDS,
        notice=_notice(found),
        worry=replies.worry(),
        folder=_folder() / storage.BACKUPS_NAME,
        back="/settings/backups",
        today=replies.today(),
    )


def _notice(found: list[storage.Backup]) -> replies.Notice | None:
    """What was done just before, as the address says it, where that can be."""
    names = {one.name: one for one in found}
    asked = request.args
    if asked.get("taken") in names:
        return replies.Notice(None, f"A backup is taken: {asked['taken']}.")
    if "gone" in asked and asked["gone"] not in names:
        return replies.Notice(None, "That backup is deleted.")
    restored, before = names.get(asked.get("restored", "")), names.get(asked.get("before", ""))
    if restored is None:
        return None
    said = f"The backup of {day_name(restored.day, replies.today())} is in place."
    return replies.Notice(None, f"{said} What was there before is kept as {before.name}." if before else said)


def _page(name: str, wrong: str = "") -> str:
    one = storage.backup_named(_folder(), name)
    contents = None
    if one.is_whole and not wrong:
        path = storage.backup_path(_folder(), name)
        try:
            contents = storage.look_into(path)
        except FollowupError as error:
            wrong = _plain(error, path, "This file")
    return render_template(
        "backups/show.html",
        backup=one,
        contents=contents,
        wrong=wrong,
        kinds=KINDS,
        notice=None,
        back="/settings/backups",
        today=replies.today(),
    )
