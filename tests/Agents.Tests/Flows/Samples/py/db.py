import sqlite3
class Database:
    def __init__(self):
        self.conn = sqlite3.connect("x.db")

    def fetch(self, sql):
        return self.conn.cursor().execute(sql).fetchall()

def find_user(name):
    db = Database()
    return db.fetch("SELECT * FROM users WHERE name = '" + name + "'")  # flaw: sql-injection

def run_query(q):
    conn = sqlite3.connect("x.db")
    return conn.execute(  # flaw: sql-injection
        "SELECT * FROM notes "
        "WHERE title LIKE '%" + q + "%'").fetchall()

def safe_query(q):
    conn = sqlite3.connect("x.db")
    return conn.execute("SELECT * FROM notes WHERE title = ?", (q,)).fetchall()
