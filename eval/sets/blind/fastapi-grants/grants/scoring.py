from dataclasses import dataclass


@dataclass(frozen=True)
class Criterion:
    name: str
    weight: float
    maximum: int


CRITERIA = (
    Criterion("relevance", 0.4, 10),
    Criterion("feasibility", 0.35, 10),
    Criterion("reach", 0.25, 10),
)
OPERATORS = {"sum": sum, "best": max, "worst": min}


def score(points: dict[str, int], how: str = "sum") -> float:
    values = []
    for c in CRITERIA:
        given = points.get(c.name, 0)
        if not 0 <= given <= c.maximum:
            raise ValueError(f"{c.name} must lie between 0 and {c.maximum}")
        values.append(c.weight * given / c.maximum)
    return round(OPERATORS.get(how, sum)(values), 4)


def rank(applications: list[dict]) -> list[dict]:
    scored = [{**a, "score": score(a["points"])} for a in applications]
    return sorted(scored, key=lambda a: (-a["score"], a["id"]))
