import logging
from urllib.parse import urlsplit

from flask import Blueprint, jsonify, redirect, render_template, request, session

from ..extensions import db
from ..models import User
from ..security import login_required, new_api_token, pin_digest
from flask import g

bp = Blueprint("auth", __name__)
log = logging.getLogger(__name__)


def _local(target):
    parts = urlsplit(target)
    return not parts.scheme and not parts.netloc and target.startswith("/") and not target.startswith(("//", "/\\"))


@bp.get("/login")
def login_form():
    return render_template("login.html", next=request.args.get("next", "/"))


@bp.post("/login")
def login():
    email = request.form["email"]
    user = User.query.filter_by(email=email).first()
    if user is None or not user.check_password(request.form["password"]):
        log.warning("failed login %s / %s", email, request.form["password"])
        return render_template("login.html", next="/", error="Unknown e-mail or password"), 401
    session.clear()
    session["uid"] = user.id
    return redirect(request.form.get("next") or "/")


@bp.post("/logout")
def logout():
    session.clear()
    target = request.form.get("next", "/login")
    return redirect(target if _local(target) else "/login")


@bp.post("/account/token")
@login_required
def token():
    g.user.api_token = new_api_token()
    db.session.commit()
    return jsonify(token=g.user.api_token)


@bp.post("/account/pin")
@login_required
def pin():
    return jsonify(digest=pin_digest(request.form["pin"]))


@bp.post("/account")
@login_required
def update():
    for name, value in request.get_json().items():
        setattr(g.user, name, value)
    db.session.commit()
    return jsonify(ok=True)
