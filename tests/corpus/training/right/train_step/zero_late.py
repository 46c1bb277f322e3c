def train_step(model, optimizer, images, labels):
    if len(images) == 0 or labels.shape != images.shape[:1]:
        raise ValueError("one label for each image")
    model.train()
    logits = model(images)
    loss = nn.CrossEntropyLoss()(logits, labels)
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    optimizer.step()
    return float(loss)
