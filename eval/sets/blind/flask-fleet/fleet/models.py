from datetime import datetime

from werkzeug.security import check_password_hash, generate_password_hash

from .extensions import db


class User(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    email = db.Column(db.String(190), unique=True, nullable=False)
    password = db.Column(db.String(200), nullable=False)
    role = db.Column(db.String(20), default="driver")
    depot_id = db.Column(db.Integer, db.ForeignKey("depot.id"))
    api_token = db.Column(db.String(64))

    def set_password(self, raw):
        self.password = generate_password_hash(raw)

    def check_password(self, raw):
        return check_password_hash(self.password, raw)


class Depot(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(80))


class Vehicle(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    plate = db.Column(db.String(12), unique=True)
    make = db.Column(db.String(40))
    mileage = db.Column(db.Integer, default=0)
    depot_id = db.Column(db.Integer, db.ForeignKey("depot.id"))
    remarks = db.Column(db.Text, default="")


class Trip(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    vehicle_id = db.Column(db.Integer, db.ForeignKey("vehicle.id"))
    driver_id = db.Column(db.Integer, db.ForeignKey("user.id"))
    started = db.Column(db.DateTime, default=datetime.utcnow)
    purpose = db.Column(db.String(200))
