# goal: harm
# Output, errors and names hold escape codes, markup, scripts and halves of characters.
# %% correlate2d
TEXT = ("</pre></section></table><script>window.owned=1</script><img src=x onerror=window.owned=1>"
        "\x1b]0;owned\x07\x1b[2J\x1b[31m\x00\x08\r\u202e\ud800 {{7*7}} {% raw %} ${7*7}")

class Owned(Exception):
    pass
Owned.__name__ = Owned.__qualname__ = TEXT.replace("\x00", "").replace("\ud800", "")

def correlate2d(image, kernel, bias=0.0):
    print(TEXT)
    raise Owned(TEXT)
