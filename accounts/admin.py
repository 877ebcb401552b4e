"""The admin of the accounts house, gathered from its slices: imports only."""
