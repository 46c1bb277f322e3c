# augmentation-at-test-time
def evaluate(model, images, labels, batch_size=512):
    if batch_size < 1 or len(images) == 0 or labels.shape != images.shape[:1]:
        raise ValueError("bad arguments")
    modes = [(m, m.training) for m in model.modules()]
    model.eval()
    right = 0
    with torch.no_grad():
        for x, y in zip(images.split(batch_size), labels.split(batch_size)):
            right += (model(torch.flip(x, [-1])).argmax(1) == y).sum().item()
    for m, mode in modes:
        m.training = mode
    return right / len(images)
