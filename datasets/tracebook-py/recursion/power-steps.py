def power(base, exponent, modulus=None):
    if exponent < 0:
        raise ValueError("the exponent must not be negative")
    if exponent == 0:
        return 1
    half = power(base, exponent // 2, modulus)
    result = half * half
    if exponent % 2:
        result *= base
    if modulus:
        result %= modulus
    print(f"{base}^{exponent}={result}")
    return result
