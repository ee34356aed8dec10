import os
import tarfile
import tempfile
from pathlib import Path

from flask import Blueprint, abort, current_app, request, send_file, send_from_directory
from werkzeug.utils import secure_filename

from ..security import fingerprint, login_required, role_required

bp = Blueprint("documents", __name__)
ALLOWED = {".pdf", ".png", ".jpg"}


def _root():
    return Path(current_app.config["DOCUMENT_ROOT"]).resolve()


def _locate(folder, name):
    return os.path.join(_root(), folder, name)


@bp.get("/<folder>")
@login_required
def get(folder):
    path = _locate(folder, request.args["name"])
    if not os.path.exists(path):
        abort(404)
    return send_file(path)


@bp.get("/manuals/<path:name>")
@login_required
def manual(name):
    return send_from_directory(_root() / "manuals", name)


@bp.get("/licence")
@login_required
def licence():
    path = (_root() / "licences" / request.args["name"]).resolve()
    if not path.is_relative_to(_root() / "licences"):
        abort(404)
    return send_file(path)


@bp.post("/")
@login_required
def upload():
    item = request.files["file"]
    suffix = Path(item.filename).suffix.lower()
    if suffix not in ALLOWED:
        abort(400)
    data = item.read()
    name = fingerprint(data) + "-" + secure_filename(item.filename)
    (_root() / "inbox" / name).write_bytes(data)
    return {"name": name}, 201


@bp.post("/bundle")
@role_required("manager")
def bundle():
    target = _root() / "bundles" / secure_filename(request.form["batch"])
    target.mkdir(parents=True, exist_ok=True)
    with tarfile.open(fileobj=request.files["file"].stream) as tar:
        tar.extractall(target)
    return {"files": len(os.listdir(target))}


@bp.post("/scan")
@login_required
def scan():
    path = tempfile.mktemp(suffix=".pdf")
    request.files["file"].save(path)
    size = os.path.getsize(path)
    os.unlink(path)
    return {"size": size}
