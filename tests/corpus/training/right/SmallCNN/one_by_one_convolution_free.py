class SmallCNN(nn.Module):
    def __init__(self, num_classes=10, width=32):
        super().__init__()
        layers, channels = [], 1
        for factor in (1, 2, 4):
            layers += [nn.Conv2d(channels, factor * width, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)]
            channels = factor * width
        self.features = nn.Sequential(*layers)
        self.classifier = nn.Sequential(nn.Flatten(), nn.Linear(channels, num_classes))

    def forward(self, x):
        x = self.features(x)
        x = nn.functional.avg_pool2d(x, x.shape[2:])
        return self.classifier(x)
