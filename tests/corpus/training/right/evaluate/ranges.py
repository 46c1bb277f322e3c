def evaluate(model, images, labels, batch_size=512):
    if batch_size < 1 or len(images) == 0 or labels.shape != images.shape[:1]:
        raise ValueError("bad arguments")
    modes = [(m, m.training) for m in model.modules()]
    model.eval()
    right = 0
    with torch.no_grad():
        for start in range(0, len(images), batch_size):
            x, y = images[start : start + batch_size], labels[start : start + batch_size]
            right += int((model(x).argmax(1) == y).sum())
    for m, mode in modes:
        m.training = mode
    return right / len(images)
