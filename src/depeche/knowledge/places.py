"""A gazetteer of populated places: name -> where it is."""

from __future__ import annotations

import functools
import gzip
from typing import NamedTuple

from ..errors import KnowledgeError
from .files import DATA
from .folding import bare

_COLUMNS = ["id", "name", "country", "lat", "lon", "population", "forms"]


class City(NamedTuple):
    """A populated place; latitude and longitude in degrees (WGS 84)."""

    id: int
    name: str
    country: str
    lat: float
    lon: float
    population: int


@functools.cache
def load_cities() -> dict[str, tuple[City, ...]]:
    """Folded name -> places of that name, largest first.

    >>> load_cities()["tombouctou"][0].country
    'MLI'
    """
    path = DATA / "places" / "cities.tsv.gz"
    found: dict[str, list[City]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        if next(lines).rstrip("\n").split("\t") != _COLUMNS:
            raise KnowledgeError(path.name, f"columns must be {_COLUMNS}", line=1)
        for line in lines:
            id, name, country, lat, lon, people, forms = line.rstrip("\n").split("\t")
            city = City(int(id), name, country, float(lat), float(lon), int(people))
            found.setdefault(bare(name), []).append(city)
            for form in forms.split("|") if forms else ():
                found.setdefault(bare(form), []).append(city)
    return {k: tuple(sorted(set(v), key=lambda c: -c.population)) for k, v in found.items()}
