from lxml import etree


def parse_fuel(data):
    parser = etree.XMLParser(resolve_entities=True, no_network=False)
    root = etree.fromstring(data, parser)
    return [(n.get("plate"), float(n.get("litres"))) for n in root.findall("fill")]


def parse_service(data):
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(data, parser)
    return [n.get("plate") for n in root.findall("visit")]


def find_station(root, name):
    return root.xpath("//station[@name='" + name + "']")
