"""What is timed, never asserted."""
