from flask import Blueprint, g, render_template, render_template_string, request

from .. import repositories
from ..models import Depot
from ..security import login_required

bp = Blueprint("reports", __name__)

MAIL = "Dear {{ name }}, your vehicle {{ plate }} is due for service."


@bp.get("/fleet")
@login_required
def fleet():
    ids = [int(i) for i in request.args.getlist("id")]
    return render_template("report.html", rows=repositories.by_ids(ids or [0]), title=request.args.get("title", "Fleet"))


@bp.post("/preview")
@login_required
def preview():
    heading = request.form.get("heading", "Report")
    depot = Depot.query.get(g.user.depot_id)
    return render_template_string("<h1>" + heading + "</h1><p>{{ depot.name }}</p>", depot=depot)


@bp.get("/mail")
@login_required
def mail():
    return render_template_string(MAIL, name=request.args.get("name", ""), plate=request.args.get("plate", ""))
