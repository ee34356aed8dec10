import os
from pathlib import Path

from django.conf import settings
from django.http import Http404


def open_scan(name):
    return open(os.path.join(settings.MEDIA_ROOT, "scans", name), "rb")


def open_sample(name):
    base = (Path(settings.MEDIA_ROOT) / "samples").resolve()
    path = (base / name).resolve()
    if base not in path.parents:
        raise Http404
    return path.open("rb")


def store_cover(upload):
    target = Path(settings.MEDIA_ROOT) / "covers" / upload.name
    with target.open("wb") as out:
        for chunk in upload.chunks():
            out.write(chunk)
    return str(target.relative_to(settings.MEDIA_ROOT))
