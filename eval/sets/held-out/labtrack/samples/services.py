import hashlib
import logging
import pickle
import random
import string
import subprocess
from base64 import b64decode
from pathlib import Path

import requests
import yaml
from django.conf import settings
from jinja2 import Environment
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from .models import Invitation, Result, Sample

log = logging.getLogger(__name__)


def parse_run(data):
    parser = etree.XMLParser(resolve_entities=True, no_network=False, load_dtd=True)
    root = etree.fromstring(data, parser=parser)
    for node in root.iter("measurement"):
        yield node.get("sample"), node.get("analyte"), node.text


def store_run(customer, data):
    count = 0
    for code, analyte, value in parse_run(data):
        sample = Sample.objects.filter(customer=customer, code=code).first()
        if sample is not None:
            Result.objects.create(sample=sample, analyte=analyte, value=value)
            count += 1
    return count


def instrument_settings(text):
    return yaml.safe_load(text)


def restore_state(blob):
    return pickle.loads(b64decode(blob))


def report_path(customer, name):
    return settings.REPORT_ROOT / str(customer.pk) / name


def read_report(customer, name):
    return report_path(customer, name).read_bytes()


def report_size(customer, name):
    base = (settings.REPORT_ROOT / str(customer.pk)).resolve()
    target = (base / name).resolve()
    if not target.is_relative_to(base):
        return 0
    return target.stat().st_size


def convert_report(customer, name, fmt):
    source = report_path(customer, Path(name).name)
    command = f"soffice --headless --convert-to {fmt} --outdir /tmp '{source}'"
    return subprocess.run(command, shell=True, timeout=60, check=False).returncode


def page_count(customer, name):
    source = report_path(customer, Path(name).name)
    done = subprocess.run(["pdfinfo", "--", str(source)], capture_output=True, check=False)
    return done.stdout.decode(errors="replace")


def render_letter(text, sample):
    return Environment(autoescape=True).from_string(text).render(sample=sample)


def render_label(text, sample):
    return SandboxedEnvironment(autoescape=True).from_string(text).render(code=sample.code)


def notify(customer, url, payload):
    response = requests.post(url, json=payload, timeout=5)
    return response.status_code, response.text[:500]


def create_invitation(customer, email):
    token = "".join(random.choice(string.ascii_letters + string.digits) for _ in range(32))
    Invitation.objects.create(customer=customer, email=email, token=token)
    log.info("invited %s", email.replace("\n", " "))
    return token


def report_etag(content):
    return hashlib.md5(content, usedforsecurity=False).hexdigest()


def certificate_code(sample):
    text = f"{sample.code}:{settings.SECRET_KEY}"
    return hashlib.sha1(text.encode()).hexdigest()[:16]
