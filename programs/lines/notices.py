"""What people are told of lines."""
