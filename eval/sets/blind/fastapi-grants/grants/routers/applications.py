from fastapi import APIRouter, Depends, HTTPException, Query
from sqlalchemy.ext.asyncio import AsyncSession

from grants import repositories, security
from grants.db import fetch, session
from grants.schemas import ApplicationIn, Payment

router = APIRouter(prefix="/applications")


@router.get("")
async def mine(order: str = "new", me=Depends(security.caller), s: AsyncSession = Depends(session)):
    return await repositories.mine(s, me.id, order)


@router.get("/search")
async def search(q: str, s: AsyncSession = Depends(session)):
    return await repositories.search(s, q)


@router.get("/several")
async def several(ids: list[int] = Query(...), _=Depends(security.officer), s: AsyncSession = Depends(session)):
    return await repositories.by_ids(s, ids)


@router.get("/{application_id}")
async def show(application_id: int, me=Depends(security.caller), s: AsyncSession = Depends(session)):
    found = await repositories.get(s, application_id)
    if found is None:
        raise HTTPException(404)
    return found


@router.put("/{application_id}")
async def change(application_id: int, body: ApplicationIn, me=Depends(security.caller), s: AsyncSession = Depends(session)):
    found = await repositories.get(s, application_id)
    if found is None or found["owner"] != me.id:
        raise HTTPException(404)
    await repositories.update(s, "application", application_id, body.model_dump())
    return {"ok": True}


@router.post("")
async def create(body: ApplicationIn, me=Depends(security.caller), s: AsyncSession = Depends(session)):
    rows = await fetch(
        s, "INSERT INTO application (owner, title, summary, amount) VALUES (:owner, :title, :summary, :amount) RETURNING id",
        owner=me.id, **body.model_dump(),
    )
    await s.commit()
    return rows[0]


@router.post("/pay")
async def pay(body: Payment, me=Depends(security.officer), s: AsyncSession = Depends(session)):
    found = await repositories.get(s, body.application_id)
    if found is None or found["paid"] + body.amount > found["amount"]:
        raise HTTPException(409)
    await repositories.update(s, "application", body.application_id, {"paid": found["paid"] + body.amount})
    return {"paid": found["paid"] + body.amount}
