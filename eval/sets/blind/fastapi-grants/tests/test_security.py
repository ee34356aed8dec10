import os

os.environ["JWT_SECRET"] = "pytest-secret"

from grants import security  # noqa: E402


def test_round_trip():
    token = security.issue(3, "officer")
    assert security.caller("Bearer " + token, None).role == "officer"


def test_cache_key():
    assert security.cache_key("a", "b") != security.cache_key("ab")
