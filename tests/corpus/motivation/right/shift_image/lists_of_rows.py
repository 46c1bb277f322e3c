def shift_image(image, dy, dx, fill=0.0):
    if image.ndim not in (2, 3):
        raise ValueError(
            f"shift_image: expected image (H, W) or (C, H, W), got {image.shape}; pass one image"
        )

    def move(line, by, filler):
        n = len(line)
        if by >= 0:
            return ([filler] * min(by, n) + list(line))[:n]
        return (list(line) + [filler] * min(-by, n))[-n:]

    planes = image[None] if image.ndim == 2 else image
    done = []
    for plane in planes:
        blank = [fill] * plane.shape[1]
        rows = move([move(row, dx, fill) for row in plane], dy, blank)
        done.append(rows)
    result = np.array(done, dtype=image.dtype)
    return result[0].copy() if image.ndim == 2 else result
