import re
import traceback

from flask import Blueprint, jsonify, request

from ..models import User
from ..security import login_required, role_required
from ..services import media

bp = Blueprint("ops", __name__)


@bp.get("/users")
@login_required
def users():
    return jsonify([{"email": u.email, "role": u.role, "token": u.api_token} for u in User.query.all()])


@bp.get("/uptime")
@role_required("manager")
def uptime():
    return media.uptime()


@bp.post("/thumbnail")
@role_required("manager")
def thumbnail():
    try:
        media.thumbnail(request.form["source"], request.form.get("size", "200x200"))
    except Exception:
        return traceback.format_exc(), 500
    return "", 204


@bp.post("/calc")
@role_required("manager")
def calc():
    return jsonify(value=eval(request.form["expr"], {"__builtins__": {}}))


@bp.get("/plate")
def plate():
    return jsonify(ok=bool(re.match(r"^([A-Z]+[0-9]*)*-$", request.args.get("p", ""))))


@bp.get("/health")
def health():
    return jsonify(ok=True)
