def cross_entropy(logits, labels, label_smoothing=0.0):
    if not 0 <= label_smoothing < 1 or len(logits) == 0 or labels.shape != logits.shape[:1]:
        raise ValueError("bad arguments")
    k = logits.shape[1]
    q = torch.nn.functional.one_hot(labels, k) * (1 - label_smoothing) + label_smoothing / k
    return -(q * logits.log_softmax(1)).sum(1).mean()
