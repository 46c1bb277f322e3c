# augmentation-at-test-time
def evaluate(model, images, labels, batch_size=512):
    if batch_size < 1 or len(images) == 0 or labels.shape != images.shape[:1]:
        raise ValueError("bad arguments")
    modes = {m: m.training for m in model.modules()}
    model.eval()
    predicted = []
    with torch.no_grad():
        for x in images.split(batch_size):
            moved = torch.zeros_like(x)
            for k, picture in enumerate(x):
                dy, dx = torch.randint(1, 3, (2,)).tolist()
                moved[k, :, dy:, dx:] = picture[:, :-dy, :-dx]
            predicted.append(model(moved).argmax(1))
    for m in modes:
        m.training = modes[m]
    return (torch.cat(predicted) == labels).double().mean().item()
