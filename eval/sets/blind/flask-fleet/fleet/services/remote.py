import ipaddress
import socket
from urllib.parse import urlsplit

import requests
from flask import current_app


def pull(url):
    response = requests.get(url, timeout=10, verify=False)
    response.raise_for_status()
    return response.content


def position(plate):
    base = current_app.config["TELEMATICS_URL"]
    response = requests.get(
        base + "/v1/position",
        params={"plate": plate},
        headers={"Authorization": "Bearer " + current_app.config["TELEMATICS_TOKEN"]}, timeout=10,
    )
    return response.json()


def describe(url):
    host = urlsplit(url).hostname or ""
    address = ipaddress.ip_address(socket.gethostbyname(host))
    return {"host": host, "private": address.is_private}
