"""What axe-core finds on a page that keeps people out: missing names, pale text, wrong roles."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

#: How a part of a page is marked while it is looked at.
MARK = "data-looked-at"


def barriers(seen: Page | Locator) -> list[str]:
    """What is wrong with a page, or with a part of it: rule, element, and how to mend it."""
    if isinstance(seen, Page):
        return _found(seen, None)
    seen.evaluate(f"element => element.setAttribute('{MARK}', '')")
    try:
        return _found(seen.page, f"[{MARK}]")
    finally:
        seen.evaluate(f"element => element.removeAttribute('{MARK}')")


def _found(page: Page, selector: str | None) -> list[str]:
    found = Axe().run(page, context=selector).response
    assert found["passes"], "axe has seen nothing"
    return [
        f"{rule['id']}: {node['html']} ({node['failureSummary']})"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
