"""Two mail servers in a process of their own, so that they don't share the sender's: one quick, one that takes 10 ms.

Asked by lines: `quick` or `slow` is answered with how many mails that one has taken since it was asked last for `new`,
and the seconds between the first and the last of them.
"""

import sys

from benchmarks.room import Relay


def main() -> None:
    relays = {"quick": Relay().start(), "slow": Relay(pause=0.01).start()}
    print(*(relay.port for relay in relays.values()), flush=True)
    for line in sys.stdin:
        name, word = line.split()
        relay = relays[name]
        if word == "new":
            relay.taken.clear()
            relay.got.clear()
        taken = relay.taken
        print(len(taken), taken[-1].dot - taken[0].dot if taken else 0.0, flush=True)


if __name__ == "__main__":
    main()
