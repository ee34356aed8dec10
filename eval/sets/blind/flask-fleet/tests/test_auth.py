from fleet import create_app
from fleet.settings import TestSettings


def test_login_form():
    client = create_app(TestSettings).test_client()
    assert client.get("/login").status_code == 200


def test_ops_needs_login():
    client = create_app(TestSettings).test_client()
    assert client.get("/ops/users").status_code == 401
