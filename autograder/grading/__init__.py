"""Grade submissions: rebuild them, run them in the sandbox, compare outside it, write it down."""
