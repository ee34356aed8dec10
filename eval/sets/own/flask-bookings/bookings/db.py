import sqlite3

from flask import g

DATABASE = "bookings.db"
ALLOWED_ORDER = {"name": "name", "size": "seats"}


def connection():
    if "db" not in g:
        g.db = sqlite3.connect(DATABASE)
        g.db.row_factory = sqlite3.Row
    return g.db


def find_rooms(text, order):
    column = ALLOWED_ORDER.get(order, "name")
    sql = "SELECT * FROM rooms WHERE name LIKE ? ORDER BY " + column
    return connection().execute(sql, ("%" + text + "%",)).fetchall()


def find_bookings(owner):
    query = f"SELECT * FROM bookings WHERE owner = '{owner}'"
    return connection().execute(query).fetchall()


def count(table):
    assert table in ("rooms", "bookings")
    return connection().execute("SELECT count(*) FROM rooms").fetchone()[0]
