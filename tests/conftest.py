"""What pytest leaves alone."""

# Answers of learners are run by test_corpus.py, in a namespace of their own, and are no modules.
# Two files called conftest.py cannot both be collected for their doctests.
collect_ignore = ["corpus", "conftest.py", "autograder/conftest.py", "browser/conftest.py"]
