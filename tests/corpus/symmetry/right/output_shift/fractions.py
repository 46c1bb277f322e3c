from fractions import Fraction


def output_shift(shift, stride):
    if stride < 1:
        raise ValueError(f"output_shift: expected stride of at least 1, got {stride}")
    exact = Fraction(int(shift), int(stride))
    return exact.numerator if exact.denominator == 1 else None
