from sqlalchemy import text

from .extensions import db

COLUMNS = {"plate", "make", "mileage"}


def vehicles(depot_id, sort="plate"):
    column = sort if sort in COLUMNS else "plate"
    sql = f"SELECT id, plate, make, mileage FROM vehicle WHERE depot_id = :depot ORDER BY {column}"
    return db.session.execute(text(sql), {"depot": depot_id}).mappings().all()


def search(term):
    clause = _contains("plate", term) + " OR " + _contains("remarks", term)
    return db.session.execute(text("SELECT id, plate, remarks FROM vehicle WHERE " + clause)).mappings().all()


def trips(vehicle_id, since):
    return db.session.execute(
        text("SELECT * FROM trip WHERE vehicle_id = :v AND started >= '%s'" % since), {"v": vehicle_id}
    ).mappings().all()


def by_ids(ids):
    marks = ", ".join(f":i{n}" for n in range(len(ids)))
    params = {f"i{n}": value for n, value in enumerate(ids)}
    return db.session.execute(text(f"SELECT id, plate FROM vehicle WHERE id IN ({marks})"), params).mappings().all()


def _contains(column, term):
    return f"{column} LIKE '%{term}%'"
