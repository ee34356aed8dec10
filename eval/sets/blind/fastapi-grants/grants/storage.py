import zipfile
from pathlib import Path

from grants.config import settings


def locate(*parts: str) -> Path:
    return settings().files.joinpath(*parts)


def guide(name: str) -> Path:
    base = locate("guides").resolve()
    path = (base / name).resolve()
    if not path.is_relative_to(base):
        raise FileNotFoundError(name)
    return path


def unpack(archive, owner: int) -> int:
    n = 0
    with zipfile.ZipFile(archive) as z:
        for member in z.infolist():
            if member.is_dir():
                continue
            target = locate("bundles", str(owner), member.filename)
            target.parent.mkdir(parents=True, exist_ok=True)
            with open(target, "wb") as out:
                out.write(z.read(member))
            n += 1
    return n
