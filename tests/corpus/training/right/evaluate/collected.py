def evaluate(model, images, labels, batch_size=512):
    if batch_size < 1 or len(images) == 0 or labels.shape != images.shape[:1]:
        raise ValueError("bad arguments")
    modes = {m: m.training for m in model.modules()}
    try:
        model.eval()
        with torch.no_grad():
            predicted = torch.cat([model(part).argmax(dim=-1) for part in images.split(batch_size)])
    finally:
        for m in modes:
            m.training = modes[m]
    return (predicted == labels).float().mean().item()
