import hashlib
import random
import secrets
from datetime import datetime, timedelta, timezone

from fastapi import Cookie, Depends, Header, HTTPException
from jose import JWTError, jwt
from passlib.context import CryptContext
from pydantic import BaseModel

from grants.config import settings

pwd = CryptContext(schemes=["bcrypt"], deprecated="auto")


class Caller(BaseModel):
    id: int
    role: str


def issue(user_id: int, role: str) -> str:
    claims = {"sub": str(user_id), "role": role, "exp": datetime.now(timezone.utc) + timedelta(hours=8)}
    return jwt.encode(claims, settings().jwt_secret, algorithm="HS256")


def caller(authorization: str = Header(""), grants: str | None = Cookie(None)) -> Caller:
    token = authorization.removeprefix("Bearer ") or grants or ""
    try:
        claims = jwt.decode(token, settings().jwt_secret, algorithms=["HS256"])
    except JWTError:
        raise HTTPException(401)
    return Caller(id=int(claims["sub"]), role=claims["role"])


def officer(me: Caller = Depends(caller)) -> Caller:
    if me.role != "officer":
        raise HTTPException(403)
    return me


def foundation(x_foundation: str = Header("")) -> dict:
    return jwt.get_unverified_claims(x_foundation)


def invitation() -> str:
    return "%08x" % random.getrandbits(32)


def upload_ticket() -> str:
    return secrets.token_urlsafe(24)


def code_digest(code: str) -> str:
    return hashlib.md5(code.encode()).hexdigest()


def cache_key(*parts: str) -> str:
    return hashlib.sha1("|".join(parts).encode()).hexdigest()
