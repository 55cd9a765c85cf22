"""Which drivers GDAL has in a server and in a command: those that we use.

GDAL opens some sixty formats, goes by the content, and several of them name other files
or ask other hosts. It has no list of what is allowed, but leaves out what ``GDAL_SKIP``
names when it is first loaded. In a notebook, which may need the others, all are there.
"""

import os

USED = ("MEM", "ESRI Shapefile", "LIBKML", "KML", "GPKG")
"""The drivers that :mod:`dashboard.openers` and :mod:`dashboard.exports` ask for."""
LEFT_OUT = tuple(
    """ADBC AIVector AVCBin AVCE00 AmigoCloud CSV CSW Carto DGN DXF EDIGEO EEDA ESRIJSON
    Elasticsearch FlatGeobuf GDALG GML GPSBabel GPX GTFS GeoJSON GeoJSONSeq GeoRSS HTTP
    Idrisi JML JSONFG LVBAG MBTiles MVT MapML MiraMonVector NGW OAPIF ODS OGCAPI OGR_GMT
    OGR_PDS OGR_VRT OSM OpenFileGDB PCIDSK PDF PDS4 PGDUMP PLSCENES PMTiles S57 SQLite
    SXF Selafin TopoJSON VDV VFK VICAR WAsP WFS XLSX""".split()
) + ("MapInfo File",)
"""All others of the GDAL that we lock; a test tells when a newer one has more."""
OPTION = "GDAL_SKIP"


def leave_out_others() -> None:
    """Let GDAL leave out the others when it is loaded.

    In a process that has loaded it before, nothing changes. What the option names
    already is left out too.
    """
    named = [each for each in os.environ.get(OPTION, "").split(",") if each]
    others = [each for each in LEFT_OUT if each not in named]
    os.environ[OPTION] = ",".join([*named, *others])
