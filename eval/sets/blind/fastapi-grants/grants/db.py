from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

from grants.config import settings

engine = create_async_engine(settings().database_url, pool_pre_ping=True)
Session = async_sessionmaker(engine, expire_on_commit=False)


async def session():
    async with Session() as s:
        yield s


async def fetch(s: AsyncSession, sql: str, **params):
    result = await s.execute(text(sql), params)
    return [dict(r) for r in result.mappings()]


def matches(column: str, value: str) -> str:
    return f"{column} ILIKE '%{value}%'"


def placeholders(values: list) -> tuple[str, dict]:
    names = {f"v{i}": v for i, v in enumerate(values)}
    return ", ".join(":" + n for n in names), names
