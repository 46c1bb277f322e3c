# last-partial-batch-counted-as-a-full-one
def evaluate(model, images, labels, batch_size=512):
    if batch_size < 1 or len(images) == 0 or labels.shape != images.shape[:1]:
        raise ValueError("bad arguments")
    modes = [(m, m.training) for m in model.modules()]
    model.eval()
    with torch.no_grad():
        shares = [
            (model(x).argmax(1) == y).float().mean().item()
            for x, y in zip(images.split(batch_size), labels.split(batch_size))
        ]
    for m, mode in modes:
        m.training = mode
    return sum(shares) / len(shares)
