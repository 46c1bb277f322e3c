class SmallCNN(nn.Module):
    def __init__(self, num_classes=10, width=32):
        super().__init__()
        sizes = (1, width, 2 * width, 4 * width)
        self.w = nn.ParameterList(torch.randn(o, i, 3, 3) * 0.1 for i, o in zip(sizes, sizes[1:]))
        self.b = nn.ParameterList(torch.zeros(o) for o in sizes[1:])
        self.last = nn.Linear(4 * width, num_classes)

    def forward(self, x):
        for w, b in zip(self.w, self.b):
            x = nn.functional.conv2d(x, w, b, padding=1).clamp(min=0)
            x = nn.functional.max_pool2d(x, 2)
        return self.last(x.mean(-1).mean(-1))
