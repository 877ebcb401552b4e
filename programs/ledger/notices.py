"""What people are told of ledger."""
