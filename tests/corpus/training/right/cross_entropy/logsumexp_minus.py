def cross_entropy(logits, labels, label_smoothing=0.0):
    if not 0 <= label_smoothing < 1 or len(logits) == 0 or labels.shape != logits.shape[:1]:
        raise ValueError("bad arguments")
    lse = logits.logsumexp(1)
    hard = lse - logits.gather(1, labels[:, None])[:, 0]
    soft = lse - logits.mean(1)
    return torch.lerp(hard, soft, label_smoothing).mean()
