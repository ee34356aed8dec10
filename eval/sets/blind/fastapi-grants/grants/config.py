from functools import lru_cache
from pathlib import Path

from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    database_url: str = "postgresql+asyncpg://grants:Heron_Basalt_66@db.grants.internal/grants"
    jwt_secret: str = "grants-hs256-2022"
    files: Path = Path("/srv/grants")
    registry_url: str = "https://registry.example/api"
    registry_key: str = ""
    debug: bool = False


@lru_cache
def settings() -> Settings:
    return Settings()
