"""Settings of `make lab`."""

import os
from pathlib import Path

c = get_config()  # noqa: F821 - Jupyter defines it

# No question about news at the first start, and no request that leaves the machine.
c.LabApp.news_url = None  # labconfig/page_config.json keeps the question itself away
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"

# The page to land on, which jupyter_server_config.d/start.json adds to the server.
c.LabApp.default_url = "/start"

# Kernels run this first, so that even a cell before the first one gets a sentence that helps.
os.environ.setdefault("PYTHONSTARTUP", str(Path(__file__).with_name("startup.py")))

# A page that is exported, or shown by formgrader, has the explorers as figures: controls would need
# a program from another computer there, and without it the page would be blank.
c.WidgetsDataTypeFilter.display_data_priority = [
    "text/html",
    "text/markdown",
    "image/svg+xml",
    "text/latex",
    "image/png",
    "image/jpeg",
    "text/plain",
]
