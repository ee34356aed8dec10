import traceback

from fastapi import FastAPI, Request
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse

from grants.routers import admin, applications, auth, documents, exchange, pages

app = FastAPI(title="Grants", docs_url=None, redoc_url=None)

app.add_middleware(
    CORSMiddleware,
    allow_origin_regex=".*",
    allow_credentials=True,
    allow_methods=["*"],
    allow_headers=["*"],
)

app.include_router(auth.router)
app.include_router(applications.router)
app.include_router(documents.router)
app.include_router(exchange.router)
app.include_router(admin.router)
app.include_router(pages.router)


@app.exception_handler(Exception)
async def failed(request: Request, exc: Exception):
    return JSONResponse({"error": str(exc), "trace": traceback.format_exception(exc)}, status_code=500)
