import logging

from fastapi import APIRouter, Depends, HTTPException, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.ext.asyncio import AsyncSession

from grants import repositories, security
from grants.db import fetch, session
from grants.schemas import Login, ProfilePatch

router = APIRouter(prefix="/auth")
log = logging.getLogger("grants.auth")


@router.post("/login")
async def login(body: Login, response: Response, s: AsyncSession = Depends(session)):
    log.info("login %s", body.model_dump())
    rows = await fetch(s, "SELECT id, role, password FROM account WHERE email = :email", email=body.email)
    if not rows or not security.pwd.verify(body.password, rows[0]["password"]):
        raise HTTPException(401)
    token = security.issue(rows[0]["id"], rows[0]["role"])
    response.set_cookie("grants", token, max_age=8 * 3600)
    return {"token": token}


@router.get("/return")
async def back(to: str = "/"):
    return RedirectResponse(to)


@router.get("/leave")
async def leave(to: str = "home"):
    targets = {"home": "/", "help": "/help"}
    response = RedirectResponse(targets.get(to, "/"))
    response.delete_cookie("grants")
    return response


@router.patch("/me")
async def patch_me(body: ProfilePatch, me=Depends(security.caller), s: AsyncSession = Depends(session)):
    await repositories.update(s, "account", me.id, body.model_dump(exclude_unset=True))
    return {"ok": True}


@router.post("/code")
async def code(value: str):
    return {"digest": security.code_digest(value)}
