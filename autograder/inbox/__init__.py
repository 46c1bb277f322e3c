"""What runs inside the sandbox: the zygote, its workers, and nothing worth taking."""
