"""The pages. Not a folder named ``pages``: Streamlit would run its files by itself.

In a new server's first run Streamlit takes such a folder for the whole app, so that a
link to a page would show that page without the filters.
"""

from dashboard.openers.drivers import leave_out_others

leave_out_others()  # here, as whatever a page imports may load GDAL
