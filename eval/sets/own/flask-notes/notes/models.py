import sqlite3
from flask import current_app, g

class UserModel:
    @staticmethod
    def by_name(username):
        db = get_db()
        return db.execute("SELECT * FROM user WHERE username = '{0}'".format(username)).fetchone()

    @classmethod
    def login(cls, username, password):
        query = "SELECT * FROM user WHERE username = '" + username + "' AND password = '" + password + "'"
        return query_db(query, one=True)

def get_db():
    return g.db

def query_db(query, args=(), one=False):
    cur = get_db().execute(query, args)
    rv = cur.fetchall()
    cur.close()
    return (rv[0] if rv else None) if one else rv
