import pickle

import httpx
import yaml
from fastapi import APIRouter, Depends, Request, UploadFile
from fastapi.responses import PlainTextResponse

from grants import converters, security
from grants.config import settings

router = APIRouter(prefix="/exchange")


async def pull(url: str) -> str:
    async with httpx.AsyncClient(verify=False, follow_redirects=True) as client:
        return (await client.get(url)).text


@router.get("/site", response_class=PlainTextResponse)
async def site(url: str, me=Depends(security.caller)):
    return await pull(url)


@router.get("/registry")
async def registry(number: int, me=Depends(security.caller)):
    async with httpx.AsyncClient(headers={"X-Key": settings().registry_key}) as client:
        return (await client.get(f"{settings().registry_url}/companies/{number}")).json()


@router.post("/draft")
async def draft(request: Request, me=Depends(security.caller)):
    return {"fields": len(pickle.loads(await request.body()))}


@router.post("/criteria")
async def criteria(file: UploadFile, me=Depends(security.officer)):
    return {"criteria": list(yaml.load(await file.read(), Loader=yaml.CSafeLoader))}


@router.post("/budget")
async def budget(file: UploadFile, me=Depends(security.caller)):
    return converters.budget(await file.read())


@router.post("/partners")
async def partners(file: UploadFile, me=Depends(security.caller)):
    return converters.partners(await file.read())


@router.post("/pdf")
async def pdf(source: str, engine: str = "weasyprint", me=Depends(security.caller)):
    return PlainTextResponse(await converters.to_pdf(source, engine))
