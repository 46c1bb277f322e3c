# padding-counted-once
def output_size(size, kernel_size, stride=1, padding=0, dilation=1):
    if size < 1 or kernel_size < 1 or stride < 1 or dilation < 1 or padding < 0:
        raise ValueError("sizes, stride and dilation of at least 1, padding of at least 0")
    pixels = np.arange(size + padding)
    reach = (kernel_size - 1) * dilation
    places = len(pixels[: max(len(pixels) - reach, 0) : stride])
    if places == 0:
        raise ValueError("no output")
    return places
