from fastapi import APIRouter, Depends, HTTPException, UploadFile
from fastapi.responses import FileResponse

from grants import security, storage

router = APIRouter(prefix="/documents", dependencies=[Depends(security.caller)])
SUFFIXES = {".pdf": "application/pdf", ".png": "image/png"}


@router.get("")
async def document(folder: str, name: str):
    path = storage.locate(folder, name)
    if not path.exists():
        raise HTTPException(404)
    return FileResponse(path)


@router.get("/guide")
async def guide(name: str):
    try:
        return FileResponse(storage.guide(name))
    except FileNotFoundError:
        raise HTTPException(404)


@router.post("")
async def upload(file: UploadFile):
    with open(f"static/uploads/{file.filename}", "wb") as out:
        out.write(await file.read())
    return {"url": f"/static/uploads/{file.filename}"}


@router.post("/attachment")
async def attachment(file: UploadFile):
    suffix = "." + (file.filename or "").rsplit(".", 1)[-1].lower()
    if SUFFIXES.get(suffix) != file.content_type:
        raise HTTPException(415)
    name = security.upload_ticket() + suffix
    storage.locate("attachments", name).write_bytes(await file.read())
    return {"name": name}


@router.post("/bundle")
async def bundle(file: UploadFile, me=Depends(security.caller)):
    return {"files": storage.unpack(file.file, me.id)}
