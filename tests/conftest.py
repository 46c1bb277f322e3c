"""What pytest leaves alone."""

# Answers of learners are run by test_corpus.py, in a namespace of their own, and are no modules.
# Attacks are what students hand in: they run in the sandbox, and importing one would run it here.
# Two files called conftest.py cannot both be collected for their doctests.
_CONFTESTS = ["conftest.py", "autograder/conftest.py", "browser/conftest.py"]
collect_ignore = ["corpus", "adversarial/attacks", *_CONFTESTS]
