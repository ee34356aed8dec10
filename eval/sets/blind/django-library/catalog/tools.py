import hashlib
import os
import subprocess
import xml.sax

import requests
import yaml


def convert(name, fmt):
    return os.popen("ebook-convert /srv/ebooks/%s.src /tmp/out.%s" % (int(name), fmt)).read()


def version():
    return subprocess.run("ebook-convert --version", shell=True, capture_output=True, text=True).stdout


def fetch(url):
    return requests.get(url, timeout=10).text[:5000]


def cover_key(data):
    return hashlib.md5(data).hexdigest()


def load_shelves(path):
    with open(path) as f:
        return yaml.load(f, Loader=yaml.SafeLoader)


def parse_onix(stream, handler):
    parser = xml.sax.make_parser()
    parser.setFeature(xml.sax.handler.feature_external_ges, True)
    parser.setContentHandler(handler)
    parser.parse(stream)
