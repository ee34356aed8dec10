from flask import Blueprint, request, session, g, redirect, url_for, render_template, Response, abort
from .models import UserModel, query_db
import xml.etree.ElementTree as ET
from lxml import etree
import base64, pickle, random, string, logging, os

bp = Blueprint('main', __name__)

@bp.route('/login', methods=['GET', 'POST'])
def login():
    if request.method == 'POST':
        username = request.form['username']
        user = UserModel.login(username, request.form.get('password'))
        if user is None:
            logging.warning("login failed for " + username)
            return render_template('login.html', error='User not found')
        session['user'] = user['id']
        nxt = request.args.get('next', '')
        return redirect(nxt)
    return render_template('login.html')

@bp.route('/profile')
def profile():
    cookie = request.cookies.get('prefs')
    if cookie:
        prefs = pickle.loads(base64.b64decode(cookie))
    u = UserModel.by_name(request.args['u'])
    return render_template('p.html', u=u)

@bp.route('/xml', methods=['POST'])
def xml():
    parser = etree.XMLParser(load_dtd=True, no_network=False)
    doc = etree.fromstring(request.data, parser)
    return etree.tostring(doc)

@bp.route('/search')
def search():
    term = request.args.get('term')
    results = query_db("SELECT * FROM post WHERE title = '%s'" % (term,))
    html = "<h2>Results for " + term + "</h2>"
    for r in results:
        html += "<p>" + r['title'] + "</p>"
    return html

@bp.route('/logs')
def logs():
    filename = request.args.get('file')
    if '..' in filename:
        abort(400)
    return open('logs/' + filename).read()

@bp.route('/read')
def read():
    name = request.values.get('name')
    data = ''
    try:
        with open(os.path.join('docs', name), 'r') as fh:
            data = fh.read()
    except Exception as e:
        return str(e), 500
    return Response(data, mimetype='text/plain')

def generate_token():
    return ''.join(random.choice(string.ascii_letters) for _ in range(16))
