def train_step(model, optimizer, images, labels):
    if len(images) == 0 or labels.shape != images.shape[:1]:
        raise ValueError("one label for each image")
    model.train(True)
    model.zero_grad()
    loss = -model(images).log_softmax(1).gather(1, labels[:, None]).mean()
    loss.backward()
    optimizer.step()
    return float(loss.detach())
