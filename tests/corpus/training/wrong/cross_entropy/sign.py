# unnamed
def cross_entropy(logits, labels, label_smoothing=0.0):
    if not 0 <= label_smoothing < 1 or len(logits) == 0 or labels.shape != logits.shape[:1]:
        raise ValueError("bad arguments")
    log_p = logits.log_softmax(dim=1)
    nll = -log_p.gather(1, labels[:, None]).squeeze(1)
    return -((1 - label_smoothing) * nll - label_smoothing * log_p.mean(dim=1)).mean()
