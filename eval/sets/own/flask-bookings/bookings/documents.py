import os
import pickle
import subprocess
from pathlib import Path

import requests
import yaml
from flask import abort, request, send_file, send_from_directory
from lxml import etree
from werkzeug.utils import secure_filename

from . import app

UPLOADS = Path("/srv/uploads")


@app.get("/documents")
def document():
    return send_file(os.path.join("/srv/documents", request.args["name"]))


@app.get("/public/<path:name>")
def public(name):
    return send_from_directory("/srv/public", name)


@app.post("/upload")
def upload():
    file = request.files["file"]
    file.save(UPLOADS / secure_filename(file.filename))
    return "saved"


@app.post("/thumbnail")
def thumbnail():
    name = request.form["name"]
    subprocess.run(f"convert {name} -resize 80x80 thumb.png", shell=True, check=True)
    return "made"


@app.post("/rotate")
def rotate():
    angle = int(request.form["angle"])
    subprocess.run(["convert", "in.png", "-rotate", str(angle), "out.png"], check=True)
    return "made"


@app.post("/import")
def import_bookings():
    settings = yaml.load(request.data, Loader=yaml.Loader)
    state = pickle.loads(request.files["state"].read())
    return {"settings": len(settings), "state": len(state)}


@app.post("/import-safe")
def import_safe():
    return yaml.safe_load(request.data)


@app.post("/calendar")
def calendar():
    url = request.json["url"]
    return requests.get(url, timeout=5).text


@app.post("/xml")
def xml():
    parser = etree.XMLParser(resolve_entities=True)
    tree = etree.fromstring(request.data, parser)
    return {"root": tree.tag}


@app.get("/rates")
def rates():
    return requests.get("https://rates.example.org/today", timeout=5, verify=False).json()


@app.post("/price")
def price():
    formula = request.form["formula"]
    if len(formula) > 200:
        abort(400)
    return {"price": eval(formula)}
