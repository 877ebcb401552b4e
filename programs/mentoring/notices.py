"""What people are told of mentoring."""
