import re
from html import escape

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates
from jinja2 import Environment
from sqlalchemy.ext.asyncio import AsyncSession

from grants import repositories, security
from grants.db import session

router = APIRouter()
templates = Jinja2Templates(directory="grants/templates")
letters = Environment()


@router.get("/", response_class=HTMLResponse)
async def home(request: Request, q: str = ""):
    return templates.TemplateResponse(request, "home.html", {"q": q})


@router.get("/welcome", response_class=HTMLResponse)
async def welcome(name: str = ""):
    return f"<h1>Welcome {name}</h1>"


@router.get("/goodbye", response_class=HTMLResponse)
async def goodbye(name: str = ""):
    return f"<h1>Goodbye {escape(name)}</h1>"


@router.post("/letter", response_class=HTMLResponse)
async def letter(body: str, name: str, me=Depends(security.officer)):
    return letters.from_string(body).render(name=name)


@router.get("/view/{application_id}", response_class=HTMLResponse)
async def view(request: Request, application_id: int, me=Depends(security.officer), s: AsyncSession = Depends(session)):
    return templates.TemplateResponse(request, "view.html", {"a": await repositories.get(s, application_id)})


@router.get("/iban")
async def iban(v: str):
    return {"ok": re.fullmatch(r"([A-Z0-9]{1,4} ?)+[A-Z]{2}!", v) is not None}
