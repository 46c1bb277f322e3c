def output_size(size, kernel_size, stride=1, padding=0, dilation=1):
    if size < 1 or kernel_size < 1 or stride < 1 or dilation < 1 or padding < 0:
        raise ValueError("sizes, stride and dilation of at least 1, padding of at least 0")
    taps = [dilation * t for t in range(kernel_size)]
    places = sum(
        1
        for start in range(0, size + 2 * padding, stride)
        if all(start + tap < size + 2 * padding for tap in taps)
    )
    if not places:
        raise ValueError("no output")
    return places
