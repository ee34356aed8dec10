import base64
import pickle

import yaml
from flask import Blueprint, abort, jsonify, request
from lxml import etree

from ..security import login_required, partner_claims, role_required
from ..services import remote, xmlio

bp = Blueprint("integration", __name__)

STATIONS = etree.fromstring("<stations><station name='north'/><station name='south'/></stations>")


@bp.post("/fuel")
@role_required("manager")
def fuel():
    return jsonify(xmlio.parse_fuel(request.get_data()))


@bp.post("/service")
@role_required("manager")
def service():
    return jsonify(xmlio.parse_service(request.get_data()))


@bp.get("/station")
@login_required
def station():
    return jsonify(count=len(xmlio.find_station(STATIONS, request.args["name"])))


@bp.post("/state")
@login_required
def state():
    cart = pickle.loads(base64.b64decode(request.form["state"]))
    return jsonify(size=len(cart))


@bp.post("/rules")
@role_required("manager")
def rules():
    return jsonify(sorted(yaml.safe_load(request.get_data()) or {}))


@bp.post("/tariff")
@role_required("manager")
def tariff():
    document = yaml.load(request.get_data(), Loader=yaml.UnsafeLoader)
    return jsonify(keys=list(document))


@bp.post("/photo")
@login_required
def photo():
    return jsonify(size=len(remote.pull(request.form["url"])))


@bp.get("/position")
@login_required
def position():
    return jsonify(remote.position(request.args["plate"]))


@bp.get("/partner")
def partner():
    claims = partner_claims(request.headers.get("X-Partner-Token", ""))
    if claims.get("scope") != "fleet":
        abort(403)
    return jsonify(partner=claims.get("sub"))
