def cross_entropy(logits, labels, label_smoothing=0.0):
    if not 0 <= label_smoothing < 1 or len(logits) == 0 or labels.shape != logits.shape[:1]:
        raise ValueError("bad arguments")
    log_p = logits.log_softmax(dim=-1)
    mask = torch.arange(logits.shape[1])[None, :] == labels[:, None]
    hard = torch.where(mask, log_p, torch.zeros_like(log_p)).sum(-1)
    return -(hard * (1 - label_smoothing) + log_p.mean(-1) * label_smoothing).mean(0)
