def cross_entropy(logits, labels, label_smoothing=0.0):
    if not 0 <= label_smoothing < 1 or len(logits) == 0 or labels.shape != logits.shape[:1]:
        raise ValueError("bad arguments")
    z = logits - logits.max(dim=1, keepdim=True).values
    log_p = z - z.exp().sum(dim=1, keepdim=True).log()
    k = logits.shape[1]
    total = 0.0
    for n in range(len(labels)):
        total = total - (1 - label_smoothing) * log_p[n, labels[n]] - label_smoothing / k * log_p[n].sum()
    return total / len(labels)
