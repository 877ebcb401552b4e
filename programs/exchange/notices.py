"""What people are told of exchange."""
