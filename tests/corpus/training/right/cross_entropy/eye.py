def cross_entropy(logits, labels, label_smoothing=0.0):
    if not 0 <= label_smoothing < 1 or len(logits) == 0 or labels.shape != logits.shape[:1]:
        raise ValueError("bad arguments")
    k = logits.shape[1]
    target = torch.eye(k)[labels] * (1 - label_smoothing) + label_smoothing / k
    return torch.sum(-target * torch.log_softmax(logits, -1)) / logits.shape[0]
