"""The peer of ``bench_browser``: a folium map in Streamlit as most people write it.

One ``CircleMarker`` with popup and tooltip for each row of ``incidents.csv``, one
filter. Only where the libraries come from is our own: this machine, and for the one
call of jQuery that folium makes a function that does that alone (``naive.js``).
"""

import html

import folium
import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

LEAFLET = "../../app/static/vendor/leaflet/leaflet"


class LocalMap(folium.Map):
    """A folium map that asks no other host for its library."""

    default_js = [
        ("leaflet", f"{LEAFLET}.js"),
        ("dollar", "../../app/static/naive.js"),
    ]
    default_css = [("leaflet_css", f"{LEAFLET}.css")]


st.set_page_config(layout="wide")
rows = pd.read_csv("incidents.csv", dtype=str)
if st.sidebar.checkbox("Only 2026"):
    rows = rows[rows["date"] >= "2026"]
page = LocalMap(location=[9, -83], zoom_start=4, tiles=None)
for row in rows.itertuples():
    fields = ("incident_id", "date", "location", "deaths_low", "deaths_high", "sources")
    words = (f"<b>{name}</b>: {html.escape(getattr(row, name))}" for name in fields)
    folium.CircleMarker(
        [float(row.latitude), float(row.longitude)],
        radius=5,
        popup=folium.Popup("<br>".join(words), max_width=300),
        tooltip=f"{row.date}: {row.deaths_best} killed",
    ).add_to(page)
st_folium(page, use_container_width=True, height=395, returned_objects=[])
