# unnamed
def accuracy_under_shift(predict, images, labels, dy, dx):
    if images.ndim != 3 or len(images) == 0 or labels.shape != images.shape[:1]:
        raise ValueError(
            "accuracy_under_shift: expected images (N, H, W) and labels (N,) with N of at least 1, "
            f"got {images.shape} and {labels.shape}; pass one label for each image"
        )
    h, w = images.shape[1:]
    moved = np.zeros_like(images, dtype=int)
    moved[:] = np.eye(h, k=-dy) @ images @ np.eye(w, k=dx)
    return float((predict(moved.astype(float)) == labels).mean())
