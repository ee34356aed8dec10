import asyncio

from lxml import etree


async def to_pdf(source: str, engine: str) -> bytes:
    process = await asyncio.create_subprocess_shell(
        f"{engine} --output - {int(source)}.html", stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate()
    return out


async def word_count(path: str) -> int:
    process = await asyncio.create_subprocess_exec("wc", "-w", "--", path, stdout=asyncio.subprocess.PIPE)
    out, _ = await process.communicate()
    return int(out.split()[0])


def budget(data: bytes) -> list[dict]:
    tree = etree.fromstring(data, etree.XMLParser(load_dtd=True, resolve_entities=True))
    return [dict(e.attrib) for e in tree.iter("line")]


def partners(data: bytes) -> list[str]:
    tree = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    return [e.text or "" for e in tree.iter("partner")]
