"""The page on which `make lab` lands: what this is, and the seven notebooks with one's progress.

A small extension of Jupyter's server. It reads the progress file each time the page is opened, so
what is shown is as it stands, and it needs no kernel.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import url_path_join
from tornado.web import authenticated

from autograder import render
from autograder.study import load_state, map_values, state_path

if TYPE_CHECKING:
    from jupyter_server.serverapp import ServerApp

__all__ = ["StartHandler", "start_page"]


def start_page(course: Path, base_url: str) -> str:
    """The start page of a course.

    Args:
        course: the course's folder, which is what the server shows.
        base_url: where the server's own pages begin.
    """
    notebooks = url_path_join(base_url, "lab/tree/notebooks")
    values = map_values(load_state(state_path(course)), notebooks)
    return render.page("start", **values, lab=url_path_join(base_url, "lab"))


class StartHandler(JupyterHandler):
    """Answers with the start page."""

    @authenticated
    def get(self) -> None:
        """Send the page; a copy that a browser keeps would show old progress."""
        self.set_header("Cache-Control", "no-store")
        self.finish(start_page(Path(self.settings["server_root_dir"]).expanduser(), self.base_url))


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "autograder.start"}]


def _load_jupyter_server_extension(server: ServerApp) -> None:
    app: Any = server.web_app
    route = url_path_join(app.settings["base_url"], "start")
    app.add_handlers(".*$", [(route, StartHandler)])
