"""What pytest leaves alone."""

# Answers of learners are run by test_corpus.py, in a namespace of their own, and are no modules.
collect_ignore = ["corpus"]
