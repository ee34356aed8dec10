from flask import Blueprint, abort, g, jsonify, render_template, request
from markupsafe import Markup, escape

from .. import repositories
from ..extensions import db
from ..models import Trip, Vehicle
from ..security import login_required, role_required

bp = Blueprint("vehicles", __name__)


def _rows(rows):
    return [dict(r) for r in rows]


@bp.get("/")
@login_required
def index():
    return jsonify(_rows(repositories.vehicles(g.user.depot_id, request.args.get("sort", "plate"))))


@bp.get("/search")
@login_required
def search():
    return jsonify(_rows(repositories.search(request.args.get("q", ""))))


@bp.get("/<int:vehicle_id>")
@login_required
def show(vehicle_id):
    vehicle = Vehicle.query.filter_by(id=vehicle_id, depot_id=g.user.depot_id).first_or_404()
    note = Markup("<b>{}</b>").format(vehicle.make)
    return render_template("vehicle.html", vehicle=vehicle, note=note)


@bp.get("/<int:vehicle_id>/trips")
@login_required
def trips(vehicle_id):
    Vehicle.query.filter_by(id=vehicle_id, depot_id=g.user.depot_id).first_or_404()
    return jsonify(_rows(repositories.trips(vehicle_id, request.args.get("since", "2000-01-01"))))


@bp.delete("/trips/<int:trip_id>")
@login_required
def delete_trip(trip_id):
    trip = db.session.get(Trip, trip_id) or abort(404)
    db.session.delete(trip)
    db.session.commit()
    return "", 204


@bp.post("/")
@role_required("manager")
def create():
    body = request.get_json()
    vehicle = Vehicle(plate=body["plate"], make=body["make"], depot_id=g.user.depot_id, remarks=body.get("remarks", ""))
    db.session.add(vehicle)
    db.session.commit()
    return jsonify(id=vehicle.id), 201


@bp.get("/label")
def label():
    plate = request.args.get("plate", "")
    return "<html><body><h1>" + plate + "</h1><small>" + str(escape(request.args.get("depot", ""))) + "</small></body></html>"
