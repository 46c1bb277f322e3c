def evaluate(model, images, labels, batch_size=512):
    if batch_size < 1 or len(images) == 0 or labels.shape != images.shape[:1]:
        raise ValueError("bad arguments")
    modes = [m.training for m in model.modules()]
    model.eval()
    with torch.no_grad():
        scores = [model(x).numpy() for x in images.split(batch_size)]
    for m, mode in zip(model.modules(), modes):
        m.training = mode
    return float(np.mean(np.concatenate(scores).argmax(axis=1) == labels.numpy()))
