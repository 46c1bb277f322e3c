# unnamed
def shift_image(image, dy, dx, fill=0.0):
    if image.ndim not in (2, 3):
        raise ValueError(
            f"shift_image: expected image (H, W) or (C, H, W), got {image.shape}; pass one image"
        )
    h, w = image.shape[-2:]
    out = np.eye(h, k=-dy) @ np.nan_to_num(image.astype(float)) @ np.eye(w, k=dx)
    out[out == 0] = fill
    return out.astype(image.dtype)
