"""Writes table.csv beside itself: projected points on the unit sphere, computed with PROJ.

    pip install pyproj && python tests/projections/table.py

Every row: key, central longitude and latitude, two standard parallels, longitude, latitude, x, y.
"""
import csv
import math
import pathlib

from pyproj import Proj, proj_version_str

# Our key -> PROJ's name and which of our parameters it takes.
PROJECTIONS = {
    "equal-earth": ("eqearth", ""),
    "orthographic": ("ortho", "0"),
    "lambert-azimuthal": ("laea", "0"),
    "stereographic": ("stere", "0"),
    "azimuthal-equidistant": ("aeqd", "0"),
    "conic-conformal": ("lcc", "012"),
    "albers": ("aea", "012"),
    "mercator": ("merc", ""),
    "transverse-mercator": ("tmerc +approx", ""),
    "equirectangular": ("eqc", "t"),
}
CENTERS = [(0, 20, 10, 30), (75, 30, 23.3, 36.7), (-150, -40, -50, -20), (179, 60, 50, 70), (30, -90, -80, -60), (10, 90, 60, 80)]
OFFSETS = [(0, 0), (1, 1), (-1, -1), (12, 7), (-25, 18), (40, -30), (-70, 5), (85, 40), (120, -15), (-160, -55), (179, 10), (5, 85)]


def reach(key, lat0, dlon, lat):
    """Whether the projection may show the point."""
    a, b, d = (math.radians(v) for v in (lat0, lat, dlon))
    c = math.degrees(math.acos(max(-1, min(1, math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(d)))))
    if key == "transverse-mercator":
        return abs(dlon) < 85
    return c < {"orthographic": 89, "stereographic": 139}.get(key, 175)


rows = []
for key, (name, takes) in PROJECTIONS.items():
    for lon0, lat0, lat1, lat2 in CENTERS:
        parameters = f"+proj={name} +R=1 +lon_0={lon0}"
        if "0" in takes:
            parameters += f" +lat_0={lat0}"
        if "1" in takes:
            parameters += f" +lat_1={lat1} +lat_2={lat2}"
        if "t" in takes:
            parameters += f" +lat_ts={lat1}"
        projection = Proj(parameters)
        for dlon, lat in [(d, max(-85, min(85, lat0 + e))) for d, e in OFFSETS] + [(33, 0), (-8, 64), (15, -77)]:
            if not reach(key, lat0, dlon, lat) or (key == "conic-conformal" and lat * lat1 < 0 and abs(lat) > 60):
                continue
            lon = (lon0 + dlon + 180) % 360 - 180
            x, y = projection(lon, lat)
            rows.append([key, lon0, lat0, lat1, lat2, lon, lat, f"{x:.12f}", f"{y:.12f}"])

with open(pathlib.Path(__file__).with_name("table.csv"), "w", newline="") as file:
    file.write(f"# PROJ {proj_version_str}, unit sphere; made by table.py\n")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow("key lon0 lat0 lat1 lat2 lon lat x y".split())
    writer.writerows(rows)
