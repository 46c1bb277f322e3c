"""What to do about a cell that Python cannot read: one sentence beside Python's own message."""

from __future__ import annotations

import ast
import keyword
import linecache
import re
import unicodedata
import warnings

__all__ = ["unreadable"]

#: What people type, or paste, in place of a sign of Python's; NFKC knows the full-width ones.
SIGNS = {
    **dict.fromkeys("“”„‟″「」", '"'),
    **dict.fromkeys("‘’‚′´", "'"),
    **dict.fromkeys("−–—", "-"),
    **dict.fromkeys("×·", "*"),
    **{"÷": "/", "。": ".", "、": ",", "…": "..."},
    **{"【": "[", "】": "]", "《": "<", "》": ">"},
    **{"≤": "<=", "≥": ">=", "≠": "!=", "→": "->"},
}
WORDS = "|".join(sorted(keyword.kwlist))
BLOCK = "def|class|if|elif|else|for|while|try|with"
CAPITALS = "Def|DEF|Class|If|Elif|Else|For|While|Return|Import|From|Not|And|Or"

#: What the line in which Python stops looks like without its texts, and what to do then.
LINES = (
    (r"^\s*(```|~~~)", "Delete the line with {0}: on a web page it marks where code begins."),
    (
        r"^\s*(<{7}|={7}|>{7})",
        "git left {0} where two versions meet: keep one of them, and delete these marks.",
    ),
    (
        r"^\s*\d+[:.|]?\s+(?!(?:if|in|is|and|or|not)\b)[A-Za-z_@#]",
        "Were line numbers copied with the code? Delete them at the beginning of each line.",
    ),
    (r"\belse\s+if\b", "Write elif: that is what Python calls else if."),
    (r"&&|\|\|", "Write and for &&, and or for ||."),
    (r"(?:^|[^=<>!])!\s*[A-Za-z_(]", "Write not in place of the exclamation mark."),
    (
        r"(\w+)\s*(\+|-)(\+|-)\s*$",
        "Write {0} {1}= 1: Python has no {1}{2}.",
    ),
    (
        rf"^\s*(?:{BLOCK})\b.*\{{\s*$",
        "Write a colon in place of the curly bracket, and indent what belongs to it: Python has no "
        "curly brackets around code.",
    ),
    (rf"^\s*({CAPITALS})\b", "Write it in small letters: Python knows no {0}."),
    (r"^\s*(?:define|function|func|fun|fn)\s+\w+\s*\(", "Write def: so a function begins."),
    (r"^\s*for\s+(\w+)\s+(?!in\b)\w", "Write in behind the name: for {0} in range(3):"),
    (
        rf"^\s*({WORDS})\s*=(?!=)",
        "Choose another name, such as {0}_: {0} is one of Python's own words.",
    ),
    (
        rf"^\s*def\s+\w+\s*\(.*\b({WORDS})\s*[,)=]",
        "Choose another name, such as {0}_: {0} is one of Python's own words.",
    ),
    (
        r"^\s*(check|hint|score|solution|print)\s+['\"\w]",
        "Put round brackets around what you give to {0}: {0}(…).",
    ),
    (
        r"(?:from|import)\s+\d",
        "No module's name begins with a digit, and a notebook cannot be imported. What other "
        "notebooks built is in cnnlib.ops.",
    ),
    (r"^\s*import\s+\w+\s+\w+\s+\w+", "Write as before the short name: import numpy as np."),
    (r"(?<![\w.])(\d+)([A-Za-z_]\w*)", "Write {0} * {1}: between factors there must be a *."),
    (
        r"\\[a-z]+",
        "Was a formula copied? Write it with Python's signs: / for a fraction, * for a product, "
        "names without a backslash.",
    ),
    (
        r"^\s*[A-Z][a-z]+(?: [a-z]+){2,}",
        "Is this a sentence? A cell of code takes none: press Esc and M to make it a cell of text, "
        "or begin the line with #.",
    ),
)

#: Python's own message, and what to do then; `{line}` is the number of the line.
MESSAGES = (
    (r"'(.)' was never closed", "The {0} in line {line} is never closed: count the brackets."),
    (
        r"closing parenthesis '(.)' does not match opening parenthesis '(.)'",
        "A {1} is open where {0} stands: what was opened last must be closed first, and by its own "
        "kind.",
    ),
    (
        r"unmatched '(.)'",
        "No bracket is open where {0} stands: delete it, or add the one that it should close.",
    ),
    (
        r"expected ':'",
        "Line {line} needs a colon, :, before what belongs to it; most often at its end.",
    ),
    (
        r"Maybe you meant '==' or ':='",
        "Write == to compare; a single = gives a value to a name.",
    ),
    (
        r"cannot assign to",
        "Left of = stands the name that gets a value, right of it the value; == compares.",
    ),
    (
        r"cannot contain assignment",
        "Write == to compare; in the brackets of a call a single = names an argument.",
    ),
    (
        r"inconsistent use of tabs",
        "Line {line} begins with tabs where other lines begin with spaces, or the other way round: "
        "delete what it begins with, and indent by four spaces.",
    ),
    (
        r"expected an indented block after (.+) on line (\d+)",
        "Indent what belongs to line {1} by four spaces; where nothing does yet, write pass there.",
    ),
    (
        r"unexpected indent",
        "Line {line} begins further right than the line above, which ends in no colon: delete the "
        "spaces that it begins with, down to those of the line above.",
    ),
    (
        r"unindent does not match",
        "Line {line} begins between the lines above: begin it exactly below the line that it "
        "follows, with as many spaces.",
    ),
    (
        r"unterminated triple-quoted|EOF while scanning triple-quoted",
        'A text that begins with three quotes ends with three: add """ where it ends.',
    ),
    (
        r"unterminated string|EOL while scanning",
        "A text in line {line} has no end: close it with the quote that it begins with.",
    ),
    (
        r"Missing parentheses in call to '(\w+)",
        "Put round brackets around what you give to {0}: {0}(…).",
    ),
    (
        r"'return' outside function",
        "This return stands in no function: indent it by four spaces below its def, in one cell "
        "with it.",
    ),
    (
        r"'(break|continue)' (?:outside|not properly in) loop",
        "This {0} stands in no loop: indent it below its for or while.",
    ),
    (r"'(yield|await)' outside", "{0} is for functions of a special kind; did you mean return?"),
    (
        r"positional argument follows keyword argument",
        "Arguments with a name, such as axis=0, come after those without one.",
    ),
    (
        r"default argument follows default|without a default follows",
        "Parameters with a default, such as bias=0.0, come after those without one.",
    ),
    (r"forgot a comma", "Put a comma between two values, or the sign that joins them, such as *."),
    (
        r"after line continuation",
        "A backslash may only end a line: delete it, or what follows it, even if that is a space.",
    ),
    (
        r"f-string",
        "In an f-text each {{ needs its }}, and quotes inside differ from those around it.",
    ),
    (r"leading zeros", "Write the number without the zeros in front."),
)
ELSE = (
    "Python understands the code as far as the ^ below line {line}: look there, and at the end of "
    "the line above, for a sign that is missing or too much."
)
UNFINISHED = "The cell ends too early: a bracket, a text or the body of a function is not finished."


def unreadable(error: SyntaxError) -> str:
    """What to do about code that Python cannot read.

    Args:
        error: what Python says; its code is looked up where IPython keeps it.

    Example:
        >>> unreadable(SyntaxError("expected ':'", ("a cell", 1, 9, "for i in x", 1, 9)))
        'Line 1 needs a colon, :, before what belongs to it; most often at its end.'
    """
    error = _in_python_words(error)
    line, number = error.text or "", error.lineno or 1
    if sentence := _foreign_signs(error, line):
        return sentence
    without_texts = re.sub(r"'[^']*'|\"[^\"]*\"", "''", line)
    if type(error) is SyntaxError:  # an indentation says nothing about what stands in the line
        for pattern, sentence in LINES:
            if found := re.search(pattern, without_texts):
                return sentence.format(*found.groups(), line=number)
    for pattern, sentence in MESSAGES:
        if found := re.search(pattern, error.msg):
            return sentence.format(*found.groups(), line=number)
    return UNFINISHED if "incomplete input" in error.msg else ELSE.format(line=number)


def _in_python_words(error: SyntaxError) -> SyntaxError:
    """The same error as Python alone reports it: IPython calls much of it incomplete."""
    if "incomplete input" not in error.msg:
        return error
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # they are about the learner's code
            ast.parse("".join(linecache.getlines(error.filename or "")))
    except SyntaxError as plain:
        return plain
    except (ValueError, RecursionError, MemoryError):
        pass
    return error


def _foreign_signs(error: SyntaxError, line: str) -> str:
    """What to type for signs that look like Python's, or like nothing at all."""
    if not (found := re.search(r"invalid (?:non-printable )?character.*U\+(\w+)", error.msg)):
        return ""
    sign = chr(int(found[1], 16))
    if not sign.isprintable():
        kind = (
            "space that is none of Python's"
            if unicodedata.category(sign) == "Zs"
            else "sign that cannot be seen"
        )
        return (
            f"Line {error.lineno} holds a {kind}, copied from elsewhere as a rule: delete what "
            "is around the ^, and type it again."
        )
    meant = {s: _as_python(s) for s in line if not s.isascii() and _as_python(s).isascii()}
    if sign not in meant:
        return f"Python has no sign {sign}: delete it, or write what it means with Python's signs."
    typed = "   ".join(f"{wrong} → {right}" for wrong, right in meant.items())
    return f"Type Python's own signs, with the keyboard set to English: {typed}"


def _as_python(sign: str) -> str:
    return unicodedata.normalize("NFKC", SIGNS.get(sign, sign))
