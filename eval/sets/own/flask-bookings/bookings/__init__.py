import os

from flask import Flask

app = Flask(__name__)
app.config["SECRET_KEY"] = os.environ["BOOKINGS_SECRET"]
app.config["SESSION_COOKIE_SECURE"] = False

from . import accounts, documents, rooms  # noqa: E402,F401
