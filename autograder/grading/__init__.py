"""Grading: rebuild what was handed in, run it in the sandbox, judge it, and write that down."""

import sys

# nbformat imports jsonschema, and that builds a grammar of internationalised addresses at every
# start if this package is installed: a second for each process, for a format that no notebook has.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
