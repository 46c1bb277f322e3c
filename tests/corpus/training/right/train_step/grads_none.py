def train_step(model, optimizer, images, labels):
    if len(images) == 0 or labels.shape != images.shape[:1]:
        raise ValueError("one label for each image")
    for p in model.parameters():
        p.grad = None
    loss = nn.functional.nll_loss(model.train()(images).log_softmax(dim=1), labels)
    loss.backward()
    optimizer.step()
    return loss.item()
