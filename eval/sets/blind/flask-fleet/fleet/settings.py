import os


class Settings:
    SECRET_KEY = "fl33t-depot-signing-2020"
    SQLALCHEMY_DATABASE_URI = os.environ.get("DATABASE_URL", "postgresql:///fleet")
    SESSION_COOKIE_HTTPONLY = True
    SESSION_COOKIE_SECURE = False
    SESSION_COOKIE_SAMESITE = "Lax"
    MAX_CONTENT_LENGTH = 16 * 1024 * 1024
    DOCUMENT_ROOT = os.environ.get("DOCUMENT_ROOT", "/srv/fleet/documents")
    LOG_LEVEL = os.environ.get("LOG_LEVEL", "INFO")
    TELEMATICS_URL = "https://api.telematics.example"
    TELEMATICS_TOKEN = os.environ.get("TELEMATICS_TOKEN", "")


class TestSettings(Settings):
    TESTING = True
    SECRET_KEY = "test"
    SQLALCHEMY_DATABASE_URI = "sqlite://"
