"""Import: choose a file, name its columns, look at what it would bring, bring it in."""

import logging
import threading
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from flask import Blueprint, current_app, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from followup import exchange
from followup.actions import documents, staging
from followup.actions import imports as actions
from followup.actions.changes import Draft
from followup.domain import fields, matching
from followup.domain.errors import Conflict, FollowupError, Invalid
from followup.domain.incoming import ImportState
from followup.exchange import reading
from followup.forms.base import PageForm
from followup.forms.imports import ChoicesForm, ImportForm
from followup.queries import documents as compared
from followup.queries import exports, imports
from followup.queries.imports import Listed
from followup.web import replies

bp = Blueprint("imports", __name__, url_prefix="/import")

#: A smaller file is read at once, a larger one in the background.
AT_ONCE = 60_000
_log = logging.getLogger("followup")


class Progress(NamedTuple):
    """How many people of how many were compared with who is here."""

    done: int
    total: int


#: The files that this process is reading, by the data folder and their id.
_running: dict[tuple[str, int], Progress] = {}


@bp.get("")
def new() -> str:
    """Which files can be brought in."""
    return _choose(ImportForm())


@bp.post("")
def create() -> Response:
    """Take a file; read it, or ask what its columns hold."""
    form = ImportForm(request.form)
    sent = request.files.get("file")
    data = sent.read() if sent else b""
    if sent:
        sent.close()
    name = _name(sent.filename if sent else "")
    if form.validate() and not data:
        form.refuse_file("Choose a file that has something in it.")
    kind = form.kind.data or (exchange.guess(name, data) if data else None)
    if data and not kind:
        form.refuse_file("This is no file of people that Followup can read.")
    if form.errors or not kind:
        return make_response(_choose(form), 422)
    try:
        headers = _headers(data) if kind == "csv" else None
    except Invalid as error:
        form.refuse_file(str(error))
        return make_response(_choose(form), 422)
    found = staging.choose_file(name, kind, data, replies.today(), headers)
    if kind != "csv":
        _read(found, len(data))
    return redirect(url_for("imports.show", import_id=found), 303)


@bp.get("/<id:import_id>")
def show(import_id: int) -> str | Response:
    """What the file would bring; before that its columns, or how far it is read."""
    row = imports.chosen(import_id)
    if row.state is ImportState.MAPPING or "columns" in request.args:
        return _columns(import_id)
    if row.state is ImportState.READING:
        context = {"file": row, "progress": _running.get(_key(import_id)), "today": replies.today()}
        return render_template(
            "imports/_progress.html" if replies.is_htmx() else "imports/reading.html", **context
        )
    if replies.is_htmx():
        answer = make_response("")
        answer.headers["HX-Redirect"] = url_for("imports.show", import_id=import_id)
        return answer
    if row.state is ImportState.READY:
        return _document(row) if row.kind == "json" else _preview(import_id)
    return render_template(
        "imports/over.html", file=row, notice=replies.asked_notice(), back="/import", today=replies.today()
    )


@bp.post("/<id:import_id>/columns")
def columns(import_id: int) -> Response:
    """Take what the columns hold, and read the file."""
    row = imports.chosen(import_id)
    mapping = {
        header: request.form.get(f"column-{place}", "") for place, header in enumerate(row.headers or ())
    }
    mapping = {header: held for header, held in mapping.items() if held}
    if wrong := _wrong_columns(mapping):
        return make_response(_columns(import_id, mapping, wrong), 422)
    staging.name_columns(import_id, mapping)
    _read(import_id, len(row.data or b""))
    return redirect(url_for("imports.show", import_id=import_id), 303)


@bp.post("/<id:import_id>/readings")
def read_again(import_id: int) -> Response:
    """Begin again where reading was cut short."""
    if _key(import_id) not in _running:
        row = imports.chosen(import_id)
        if row.state is ImportState.READING:
            _read(import_id, len(row.data or b""))
    return redirect(url_for("imports.show", import_id=import_id), 303)


@bp.post("/<id:import_id>/choices")
def choose(import_id: int) -> Response:
    """Keep what is chosen for those who seem to be here."""
    form = ChoicesForm(request.form)
    if not _keep(import_id, form):
        return make_response(_preview(import_id, form), 422)
    listed = request.form.get("list", "")
    wanted = listed if listed in list(Listed) else None
    return redirect(url_for("imports.show", import_id=import_id, list=wanted), 303)


@bp.post("/<id:import_id>")
def update(import_id: int) -> Response:
    """Bring it in, all or nothing, with one Undo."""
    form = ChoicesForm(replies.with_back("/picks"))
    row = imports.chosen(import_id)
    if row.kind == "json":
        return replies.submit(
            form, lambda: _put(row, form.sent_once), again=lambda: _document(row, form.form_errors)
        )
    if not _keep(import_id, form):
        return make_response(_preview(import_id, form), 422)
    return replies.submit(
        form,
        lambda: actions.bring(import_id, replies.today(), form.sent_once),
        again=lambda: _preview(import_id, form),
    )


@bp.post("/<id:import_id>/delete")
def delete(import_id: int) -> Response:
    """Forget the file; nothing of it was brought in."""
    staging.discard(import_id)
    return redirect(url_for("imports.new"), 303)


def _choose(form: ImportForm) -> str:
    form.point()
    return render_template(
        "imports/new.html",
        form=form,
        waiting=imports.waiting(),
        notice=replies.asked_notice(),
        back="/import",
        today=replies.today(),
    )


def _name(given: str | None) -> str:
    try:
        return fields.name((given or "")[-fields.NAME_LIMIT :], "file", required=False) or "A file"
    except Invalid:
        return "A file"


def _headers(data: bytes) -> list[str]:
    from followup.exchange import csv

    return csv.columns(data)[0]


def _columns(import_id: int, mapping: dict[str, str] | None = None, wrong: str = "") -> str:
    from followup.exchange import csv

    row = imports.chosen(import_id)
    if row.data is None:
        raise Invalid("This file was read already. Choose it again to name its columns.")
    headers, sample = csv.columns(row.data)
    if mapping is None:
        mapping = row.mapping or imports.remembered(headers) or csv.guess_mapping(headers)
    return render_template(
        "imports/columns.html",
        file=row,
        headers=headers,
        sample=sample,
        mapping=mapping,
        held=csv.FIELDS,
        wrong=wrong,
        back=f"/import/{import_id}",
        today=replies.today(),
    )


def _wrong_columns(mapping: dict[str, str]) -> str:
    from followup.exchange import csv

    if any(held not in csv.FIELDS for held in mapping.values()):
        return "Choose one of the values offered."
    if not {"name", "first_name", "last_name"} & set(mapping.values()):
        return "Say which column holds the names."
    return ""


def _keep(import_id: int, form: ChoicesForm) -> bool:
    """Keep the choices of the form; False where one of them is not offered."""
    row = imports.chosen(import_id)
    if row.state is not ImportState.READY:
        return True
    before = imports.choices_of(row)
    try:
        chosen = form.chosen(before, request.form.to_dict())
    except ValueError:
        form.form_errors.append("Choose one of the values offered.")
        return False
    if not form.validate():
        return False
    if chosen != before:
        staging.choose(import_id, chosen)
    return True


def _preview(import_id: int, form: PageForm | None = None) -> str:
    listed = request.args.get("list", "")
    page = imports.preview(
        import_id, Listed(listed) if listed in list(Listed) else None, replies.number("from")
    )
    return render_template(
        "imports/show.html",
        page=page,
        form=form,
        notice=replies.asked_notice(),
        back=f"/import/{import_id}",
        today=replies.today(),
    )


def _document(row: Any, wrong: Sequence[Any] = ()) -> str:
    """What an export of Followup would bring, by table."""
    return render_template(
        "imports/document.html",
        file=row,
        counts=row.matches or (),
        is_new=any(new for _, new, _ in row.matches or ()),
        wrong=wrong,
        back="/contacts",
        today=replies.today(),
    )


def _put(row: Any, request_id: str | None) -> Draft:
    """Bring an export of Followup in. Read and checked before anything waits for it."""
    if row.state is ImportState.DONE and request_id is None:
        raise Conflict("This file was brought in already. Choose it again to bring it in once more.")
    document = reading.read_document(row.data or b"{}", exports.tables(with_writing=True))
    if row.state is ImportState.READY and not any(new for _, new, _ in row.matches or ()):
        raise Invalid("Everything in this file is here already, so nothing was changed.")
    draft = documents.put(document, replies.today(), request_id)
    staging.finish(row.id)
    return draft


def _key(import_id: int) -> tuple[str, int]:
    return str(current_app.config["FOLLOWUP"].data), import_id


def _read(import_id: int, size: int) -> None:
    """Read a file and compare it with who is here: at once, or a large one in the background."""
    key = _key(import_id)
    _running[key] = Progress(0, 0)
    if size <= AT_ONCE:
        _work(key)
        return
    context = current_app._get_current_object().app_context  # ty: ignore[missing-attribute]

    def work() -> None:
        with context():
            try:
                _work(key)
            except FollowupError as error:
                # The page says that it was cut short, and begins again.
                _log.warning("A chosen file was not read: %s", error)

    threading.Thread(target=work, name="followup-import", daemon=True).start()


def _work(key: tuple[str, int]) -> None:
    import_id = key[1]
    try:
        _said(import_id, lambda: _compare(key))
    finally:
        _running.pop(key, None)


def _compare(key: tuple[str, int]) -> None:
    row = imports.chosen(key[1])
    if row.kind == "json":
        document = reading.read_document(row.data or b"", exports.tables(with_writing=True))
        counts = compared.compare(document)
        staging.keep_compared(key[1], [[table, *count] for table, count in counts.items()])
        return
    found = reading.read(row.kind, row.data or b"", row.mapping)

    def told(done: int) -> None:
        _running[key] = Progress(done, len(found.people))

    matches = matching.match(found.people, imports.everybody(), told)
    staging.keep_read(key[1], found, matches)


def _said(import_id: int, work: Callable[[], Any]) -> None:
    """Do it; keep with the file why it cannot be read. Raises FollowupError where the database is to blame."""
    try:
        work()
    except Invalid as error:
        staging.fail(import_id, str(error))
    except FollowupError:
        raise
    except Exception as error:
        # The kind of error alone: messages may hold names.
        _log.error("%s while a file was read", type(error).__name__)
        staging.fail(import_id, "This file could not be read, and nothing was changed.")
