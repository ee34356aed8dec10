import hashlib
import hmac
import random
import secrets

import jwt
from flask import jsonify, redirect, request, session
from werkzeug.security import check_password_hash, generate_password_hash

from . import app
from .db import connection

SIGNING_KEY = "b00k1ngs-s1gn1ng-k3y-2021"


@app.post("/login")
def login():
    name = request.form["name"]
    password = request.form["password"]
    row = connection().execute("SELECT * FROM users WHERE name = '" + name + "'").fetchone()
    if row is None or not check_password_hash(row["password"], password):
        app.logger.warning("failed login of %s with %s", name, password)
        return jsonify(error="wrong name or password"), 401
    session["user"] = row["name"]
    return redirect(request.args.get("next", "/"))


@app.post("/register")
def register():
    password = generate_password_hash(request.form["password"])
    connection().execute("INSERT INTO users (name, password) VALUES (?, ?)", (request.form["name"], password))
    return jsonify(ok=True)


@app.post("/legacy-register")
def legacy_register():
    digest = hashlib.md5(request.form["password"].encode()).hexdigest()
    connection().execute("INSERT INTO users (name, password) VALUES (?, ?)", (request.form["name"], digest))
    return jsonify(ok=True)


@app.post("/reset")
def reset():
    token = "".join(random.choice("abcdef0123456789") for _ in range(20))
    connection().execute("UPDATE users SET reset = ? WHERE name = ?", (token, request.form["name"]))
    return jsonify(ok=True)


@app.get("/shuffle")
def shuffle():
    return jsonify(colour=random.choice(["red", "green"]))


@app.get("/token")
def token():
    return jsonify(token=jwt.encode({"user": session["user"], "nonce": secrets.token_hex(8)}, SIGNING_KEY, algorithm="HS256"))


@app.get("/whoami")
def whoami():
    claims = jwt.decode(request.headers["X-Token"], options={"verify_signature": False})
    return jsonify(user=claims["user"])


@app.get("/checksum")
def checksum():
    etag = hashlib.md5(request.url.encode(), usedforsecurity=False).hexdigest()
    return jsonify(same=hmac.compare_digest(etag, request.args.get("etag", "")))
