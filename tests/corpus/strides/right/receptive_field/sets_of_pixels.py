def receptive_field(layers):
    for layer in layers:
        if len(layer) not in (2, 3) or min(layer) < 1:
            raise ValueError(f"not a layer: {layer}")
    def seen(index):
        pixels = {index}
        for kernel, stride, *dilation in list(layers)[::-1]:
            step = dilation[0] if dilation else 1
            pixels = {p * stride + t * step for p in pixels for t in range(kernel)}
        return min(pixels), max(pixels)

    first, last = seen(0)
    return last - first + 1, seen(1)[0] - first
