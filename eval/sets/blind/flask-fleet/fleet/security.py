import hashlib
import random
import string
from functools import wraps

import jwt
from flask import abort, current_app, g, session

from .models import User


def login_required(view):
    @wraps(view)
    def wrapper(*args, **kwargs):
        user = User.query.get(session["uid"]) if "uid" in session else None
        if user is None:
            abort(401)
        g.user = user
        return view(*args, **kwargs)

    return wrapper


def role_required(*roles):
    def deco(view):
        @wraps(view)
        @login_required
        def wrapper(*args, **kwargs):
            if g.user.role not in roles:
                abort(403)
            return view(*args, **kwargs)

        return wrapper

    return deco


def new_api_token():
    alphabet = string.ascii_letters + string.digits
    return "".join(random.choice(alphabet) for _ in range(32))


def fingerprint(data):
    return hashlib.md5(data, usedforsecurity=False).hexdigest()


def pin_digest(pin):
    return hashlib.sha1(pin.encode()).hexdigest()


def partner_claims(token):
    return jwt.decode(token, options={"verify_signature": False})


def session_claims(token):
    return jwt.decode(token, current_app.config["SECRET_KEY"], algorithms=["HS256"])
