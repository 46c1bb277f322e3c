def train_step(model, optimizer, images, labels):
    if len(images) == 0 or labels.shape != images.shape[:1]:
        raise ValueError("one label for each image")
    model.train()
    parameters = [p for group in optimizer.param_groups for p in group["params"]]
    loss = nn.functional.cross_entropy(model(images), labels)
    for p, g in zip(parameters, torch.autograd.grad(loss, parameters)):
        p.grad = g
    optimizer.step()
    return loss.item()
