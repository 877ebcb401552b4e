"""PURE: repeatable chance and a logarithm, in whole numbers only: bit for bit the same on every machine."""

ONE = 1 << 10  # the logarithms are fixed-point numbers with ten bits after the point
STEPS = 1 << 12
LN2_BITS = 20
LN2 = 726_817  # ln 2 · 2^20, rounded


class Chance:
    """Marsaglia's xorshift with 32 bits."""

    def __init__(self, seed: int) -> None:
        self.word = (seed * 2_654_435_761 + 97) & 0xFFFFFFFF or 1
        for _ in range(8):
            self.draw()

    def draw(self) -> int:
        """A number below 2^32."""
        x = self.word
        x ^= (x << 13) & 0xFFFFFFFF
        x ^= x >> 17
        x ^= (x << 5) & 0xFFFFFFFF
        self.word = x
        return x

    def below(self, limit: int) -> int:
        return self.draw() % limit

    def shuffled(self, items: list[int]) -> list[int]:
        found = list(items)
        for at in range(len(found) - 1, 0, -1):
            other = self.below(at + 1)
            found[at], found[other] = found[other], found[at]
        return found


def minus_log(share: int) -> int:
    """−ln(share / STEPS) as a fixed-point number, for 1 ≤ share ≤ STEPS: by squaring, one bit at a time."""
    whole = share.bit_length() - 1
    value = share << (31 - whole)  # share / 2^whole as a number from 1 to 2 with 31 bits
    bits = 0
    for _ in range(LN2_BITS):
        value = value * value >> 31
        bits <<= 1
        if value >> 32:
            value >>= 1
            bits |= 1
    log2 = (whole << LN2_BITS) + bits
    return (((STEPS.bit_length() - 1) << LN2_BITS) - log2) * LN2 * ONE >> 2 * LN2_BITS


# What a uniform draw of twelve bits becomes when it decides whether a worse arrangement is taken for now.
PATIENCE = [minus_log(share) for share in range(1, STEPS + 1)]
