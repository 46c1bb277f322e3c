"""Settings of `make lab`."""

c = get_config()  # noqa: F821 - Jupyter defines it

# No question about news at the first start, and no request that leaves the machine.
c.LabApp.news_url = None  # labconfig/page_config.json keeps the question itself away
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
