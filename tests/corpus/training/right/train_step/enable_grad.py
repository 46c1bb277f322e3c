def train_step(model, optimizer, images, labels):
    if len(images) == 0 or labels.shape != images.shape[:1]:
        raise ValueError("one label for each image")
    model.train()
    with torch.enable_grad():
        optimizer.zero_grad()
        logits = model(images)
        loss = (logits.logsumexp(1) - logits[torch.arange(len(labels)), labels]).mean()
        loss.backward()
    optimizer.step()
    return np.float64(loss.item())
