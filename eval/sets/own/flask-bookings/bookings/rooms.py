from flask import Markup, jsonify, make_response, render_template, render_template_string, request, session

from . import app
from .db import connection, find_bookings, find_rooms


@app.get("/rooms")
def rooms():
    return render_template("rooms.html", rooms=find_rooms(request.args.get("q", ""), request.args.get("order", "")), q=request.args.get("q", ""))


@app.get("/hello")
def hello():
    name = request.args.get("name", "you")
    return render_template_string("<p>Hello " + name + "</p>")


@app.get("/greeting")
def greeting():
    return render_template_string("<p>Hello {{ name }}</p>", name=request.args.get("name"))


@app.get("/error")
def error():
    return make_response("<h1>No room " + request.args["room"] + "</h1>", 404)


@app.get("/badge")
def badge():
    label = request.args["label"]
    return jsonify(html=str(Markup("<b>%s</b>") % label))


@app.get("/mine")
def mine():
    return jsonify([dict(row) for row in find_bookings(request.args["owner"])])


@app.post("/bookings/<int:booking>/cancel")
def cancel(booking):
    connection().execute("DELETE FROM bookings WHERE id = ?", (booking,))
    return jsonify(ok=True)


@app.post("/profile")
def profile():
    connection().execute("UPDATE users SET mail = ? WHERE name = ?", (request.form["mail"], session["user"]))
    return jsonify(ok=True)
