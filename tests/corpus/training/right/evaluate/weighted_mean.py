def evaluate(model, images, labels, batch_size=512):
    if batch_size < 1 or len(images) == 0 or labels.shape != images.shape[:1]:
        raise ValueError("bad arguments")
    flags = {name: m.training for name, m in model.named_modules()}
    model.train(False)
    total = 0.0
    with torch.set_grad_enabled(False):
        for x, y in zip(torch.split(images, batch_size), torch.split(labels, batch_size)):
            share = (model(x).max(dim=1).indices == y).double().mean().item()
            total += share * len(x) / len(images)
    for name, m in model.named_modules():
        m.train(flags[name]) if not list(m.children()) else setattr(m, "training", flags[name])
    return total
