"""Read a page as a browser does, as far as the tests need it."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

#: Elements without an end tag.
VOID = {"meta", "img", "br", "hr", "link", "input"}


class Page(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.scripts = ""
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == [], "elements are left open"

    @classmethod
    def at(cls, path: Path) -> Page:
        return cls(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attributes}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag, f"</{tag}> ends another element"

    def handle_data(self, data: str) -> None:
        inside = self._open[-1] if self._open else ""
        if inside == "script":
            self.scripts += data
        elif inside != "style":
            self.text += data

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of every element of a kind."""
        return [attributes for name, attributes in self.elements if name == tag]

    def is_inert(self, script: str = "") -> bool:
        """Whether nothing on the page can run or fetch anything, but for one script of ours."""
        active = {"iframe", "object", "embed", "form", "link", "base", "svg"}
        active |= {"annotation-xml", "maction", "mglyph"}  # of formulas
        places = [a[name] for _, a in self.elements for name in ("href", "src") if name in a]
        return (
            self.scripts == script
            and len(self.all("script")) == bool(script)
            and not any(self.all("script"))
            and not any(tag in active for tag, _ in self.elements)
            and not any(name.startswith("on") for _, a in self.elements for name in a)
            and not any("url(" in a.get("style", "") for _, a in self.elements)
            and all(place.startswith("data:image/") or _is_local(place) for place in places)
        )


def _is_local(place: str) -> bool:
    """Whether an address stays on its server: relative, with no scheme such as `javascript:`."""
    path, _, _ = place.partition("#")
    return ":" not in path and not path.startswith("//")
