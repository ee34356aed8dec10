from fastapi import FastAPI, Request, Depends, Form, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse, FileResponse
from pydantic import BaseModel
import sqlite3, subprocess, httpx, jinja2, os

app = FastAPI()
SECRET = "top-secret-1"
JWT_SECRET_KEY = "changeit123"

class Item(BaseModel):
    name: str
    owner: str

@app.get("/items")
async def items(q: str = "", limit: int = 10):
    conn = sqlite3.connect("a.db")
    rows = conn.execute(f"SELECT * FROM items WHERE name = '{q}' LIMIT {limit}").fetchall()
    return rows

@app.post("/items")
async def create(item: Item):
    conn = sqlite3.connect("a.db")
    conn.execute("INSERT INTO items VALUES ('" + item.name + "')")
    return {"ok": True}

@app.get("/hello", response_class=HTMLResponse)
async def hello(name: str):
    return HTMLResponse(content=f"<h1>{name}</h1>")

@app.get("/go")
async def go(url: str):
    return RedirectResponse(url)

@app.get("/fetch")
async def fetch(url: str):
    async with httpx.AsyncClient() as client:
        r = await client.get(url)
        return r.text

@app.post("/render")
async def render(request: Request):
    body = await request.json()
    t = jinja2.Template(body["template"])
    return t.render()

@app.get("/dl/{name}")
async def dl(name: str):
    return FileResponse(os.path.join("/srv", name))

@app.post("/run")
async def run(cmd: str = Form(...)):
    result = subprocess.run(cmd, shell=True, capture_output=True)
    return result.stdout
