"""Fleet and depot management."""
import logging

from flask import Flask, jsonify

from .extensions import db
from .settings import Settings


def create_app(settings=Settings):
    app = Flask(__name__)
    app.config.from_object(settings)
    logging.basicConfig(level=app.config["LOG_LEVEL"])
    db.init_app(app)

    from .blueprints.auth import bp as auth
    from .blueprints.vehicles import bp as vehicles
    from .blueprints.documents import bp as documents
    from .blueprints.reports import bp as reports
    from .blueprints.ops import bp as ops
    from .blueprints.integration import bp as integration

    app.register_blueprint(auth)
    app.register_blueprint(vehicles, url_prefix="/vehicles")
    app.register_blueprint(documents, url_prefix="/documents")
    app.register_blueprint(reports, url_prefix="/reports")
    app.register_blueprint(ops, url_prefix="/ops")
    app.register_blueprint(integration, url_prefix="/integration")

    @app.errorhandler(404)
    def missing(_error):
        return jsonify(error="not found"), 404

    return app
