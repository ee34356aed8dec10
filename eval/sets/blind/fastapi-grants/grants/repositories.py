from sqlalchemy.ext.asyncio import AsyncSession

from grants.db import fetch, matches, placeholders

ORDERS = {"title": "title", "amount": "amount DESC", "new": "id DESC"}


async def mine(s: AsyncSession, owner: int, order: str):
    return await fetch(s, f"SELECT id, title, amount FROM application WHERE owner = :owner ORDER BY {ORDERS.get(order, 'id DESC')}", owner=owner)


async def search(s: AsyncSession, term: str):
    where = matches("title", term) + " OR " + matches("summary", term)
    return await fetch(s, "SELECT id, title FROM application WHERE published AND (" + where + ")")


async def by_ids(s: AsyncSession, ids: list[int]):
    marks, params = placeholders(ids)
    return await fetch(s, f"SELECT id, title FROM application WHERE id IN ({marks})", **params)


async def totals(s: AsyncSession, year: str):
    return await fetch(s, "SELECT status, sum(amount) AS total FROM application WHERE to_char(at, 'YYYY') = '%s' GROUP BY status" % year)


async def get(s: AsyncSession, application_id: int):
    rows = await fetch(s, "SELECT * FROM application WHERE id = :id", id=application_id)
    return rows[0] if rows else None


async def update(s: AsyncSession, table: str, row_id: int, values: dict):
    assignments = ", ".join(f"{name} = :{name}" for name in values)
    await fetch_none(s, f"UPDATE {table} SET {assignments} WHERE id = :row_id", row_id=row_id, **values)


async def fetch_none(s: AsyncSession, sql: str, **params):
    from sqlalchemy import text

    await s.execute(text(sql), params)
    await s.commit()
