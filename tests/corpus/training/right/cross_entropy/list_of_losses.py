def cross_entropy(logits, labels, label_smoothing=0.0):
    if not 0 <= label_smoothing < 1 or len(logits) == 0 or labels.shape != logits.shape[:1]:
        raise ValueError("bad arguments")
    losses = []
    for z, y in zip(logits, labels):
        lse = torch.logsumexp(z, dim=0)
        losses.append(lse - (1 - label_smoothing) * z[y] - label_smoothing * z.mean())
    return torch.stack(losses).mean()
