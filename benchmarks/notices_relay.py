"""Two mail servers in a process of their own, so that they don't share the sender's: one quick, one that takes 10 ms."""

import time

from benchmarks.room import Relay

if __name__ == "__main__":
    print(Relay().start().port, Relay(pause=0.01).start().port, flush=True)
    while True:
        time.sleep(60)
