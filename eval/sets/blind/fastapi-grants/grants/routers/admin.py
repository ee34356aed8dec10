from fastapi import APIRouter, Depends
from sqlalchemy.ext.asyncio import AsyncSession

from grants import repositories, security
from grants.db import fetch, session

router = APIRouter(prefix="/admin")


@router.get("/totals")
async def totals(year: str, _=Depends(security.officer), s: AsyncSession = Depends(session)):
    return await repositories.totals(s, year)


@router.get("/accounts")
async def accounts(s: AsyncSession = Depends(session)):
    return await fetch(s, "SELECT id, email, role, password FROM account")


@router.post("/accounts/{account_id}/role")
async def set_role(account_id: int, role: str, me=Depends(security.caller), s: AsyncSession = Depends(session)):
    await repositories.update(s, "account", account_id, {"role": role})
    return {"ok": True}


@router.get("/foundation")
async def foundation(claims: dict = Depends(security.foundation)):
    return {"foundation": claims.get("sub"), "code": security.invitation()}


@router.post("/score")
async def score(formula: str, amount: int, _=Depends(security.officer)):
    return {"score": eval(formula, {}, {"amount": amount})}
