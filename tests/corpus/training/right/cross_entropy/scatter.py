def cross_entropy(logits, labels, label_smoothing=0.0):
    if not 0 <= label_smoothing < 1 or len(logits) == 0 or labels.shape != logits.shape[:1]:
        raise ValueError("bad arguments")
    n, k = logits.shape
    q = torch.full_like(logits, label_smoothing / k)
    q.scatter_add_(1, labels.unsqueeze(1), torch.full((n, 1), 1.0 - label_smoothing))
    return -torch.einsum("nk,nk->", q, logits - torch.logsumexp(logits, 1, keepdim=True)) / n
