import os, sqlite3, subprocess, pickle, yaml, requests, hashlib
from flask import Flask, request, redirect, render_template_string, make_response, send_file, jsonify, render_template
from markupsafe import escape
from db import find_user, run_query, safe_query

app = Flask(__name__)
app.secret_key = "supersecret"

@app.route("/user")
def user():
    name = request.args.get("name", "")
    conn = sqlite3.connect("x.db")
    cur = conn.cursor()
    q = "SELECT * FROM users WHERE name = '%s'" % name
    cur.execute(q)  # flaw: sql-injection
    cur.execute("SELECT * FROM users WHERE name = ?", (name,))  # ok
    limit = int(request.args["limit"])
    cur.execute("SELECT * FROM users LIMIT %d" % limit)  # ok
    return jsonify(cur.fetchall())

@app.route("/helper")
def helper():
    return jsonify(run_query(request.form["q"]))

@app.route("/ok")
def ok():
    return jsonify(safe_query(request.form["q"]))

@app.route("/hello/<name>")
def hello(name):
    return "<h1>Hello %s</h1>" % name  # flaw: xss

@app.route("/hello2/<name>")
def hello2(name):
    return f"<h1>Hello {escape(name)}</h1>"  # ok

@app.route("/num/<int:n>")
def num(n):
    return f"<h1>{n}</h1>"  # ok

@app.route("/ping", methods=["POST"])
def ping():
    host = request.form.get("host")
    if not host:
        host = "localhost"
    out = subprocess.check_output(f"ping -c 1 {host}", shell=True)  # flaw: command-injection
    subprocess.run(["ping", host])  # ok
    os.system("ping " + host)  # flaw: command-injection
    return out

@app.route("/tpl")
def tpl():
    t = """
    <h1>%s</h1>
    """ % request.args["x"]
    return render_template_string(t)  # flaw: template-injection

@app.route("/file")
def file():
    p = os.path.join("/srv", request.args.get("f"))
    return send_file(p)  # flaw: path-traversal

@app.route("/fetch")
def fetch():
    url = request.args.get("url")
    r = requests.get(url, timeout=3)  # flaw: ssrf
    return r.text

@app.route("/go")
def go():
    target = request.args.get("next")
    if target.startswith("/"):
        return redirect(target)  # ok
    return redirect("/")

@app.route("/go2")
def go2():
    return redirect(request.args.get("next") or "/")  # flaw: open-redirect

@app.route("/load", methods=["POST"])
def load():
    data = pickle.loads(request.data)  # flaw: deserialization
    cfg = yaml.load(request.data, Loader=yaml.Loader)  # flaw: deserialization
    return str(eval(request.form["e"]))  # flaw: code-injection

@app.route("/page")
def page():
    return render_template("page.html", name=request.args.get("name"))  # ok

@app.route("/save", methods=["POST"])
def save():
    f = request.files["file"]
    f.save(os.path.join("uploads", f.filename))  # flaw: path-traversal
    return "ok"

def lookup(name):
    return find_user(name)

@app.route("/login", methods=["POST"])
def login():
    username = request.form["username"]
    password = request.form["password"]
    password_hash = hashlib.md5(password.encode()).hexdigest()
    u = lookup(username)
    resp = make_response("hi " + username)  # flaw: xss
    resp.set_cookie("session", username)
    return resp

if __name__ == "__main__":
    app.run(host="0.0.0.0", debug=True)
