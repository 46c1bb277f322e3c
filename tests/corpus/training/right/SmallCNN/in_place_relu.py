class SmallCNN(nn.Module):
    def __init__(self, num_classes=10, width=32):
        super().__init__()

        def block(i, o):
            return nn.Sequential(nn.Conv2d(i, o, 3, 1, 1), nn.ReLU(inplace=True), nn.MaxPool2d(2))

        self.net = nn.Sequential(block(1, width), block(width, 2 * width), block(2 * width, 4 * width))
        self.out = nn.Linear(4 * width, num_classes)

    def forward(self, x):
        x = self.net(x)
        return self.out(x.flatten(2).mean(-1))
