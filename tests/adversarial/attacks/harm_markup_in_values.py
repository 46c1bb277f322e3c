# goal: harm
# Values, types and keys that are shown hold markup and scripts.
# %% correlate2d
TEXT = "</pre></td></table><script>window.owned=1</script><svg onload=window.owned=1>"
Kind = type(TEXT, (), {"__repr__": lambda self: TEXT})

def correlate2d(image, kernel, bias=0.0):
    return {TEXT: [TEXT, Kind()], "javascript:alert(1)": TEXT} if image.size % 2 else Kind()
