# unnamed
def shift_image(image, dy, dx, fill=0.0):
    if image.ndim not in (2, 3):
        raise ValueError(
            f"shift_image: expected image (H, W) or (C, H, W), got {image.shape}; pass one image"
        )
    h, w = image.shape[-2:]
    mask = np.zeros((h, w), dtype=image.dtype)
    moved = np.zeros_like(image)
    for i in range(h):
        for j in range(w):
            if 0 <= i - dy < h and 0 <= j - dx < w:
                moved[..., i, j] = image[..., i - dy, j - dx]
                mask[i, j] = 1
    return (moved * mask + fill * (1 - mask)).astype(image.dtype)
