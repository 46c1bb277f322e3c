def evaluate(model, images, labels, batch_size=512):
    if batch_size < 1 or len(images) == 0 or labels.shape != images.shape[:1]:
        raise ValueError("bad arguments")
    before = [m.training for m in model.modules()]
    model.eval()
    hits = []
    data = torch.utils.data.TensorDataset(images, labels)
    with torch.no_grad():
        for x, y in torch.utils.data.DataLoader(data, batch_size=batch_size):
            hits += (model(x).argmax(1) == y).tolist()
    for m, mode in zip(model.modules(), before):
        m.training = mode
    return sum(hits) / len(hits)
