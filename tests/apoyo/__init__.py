"""What the tests share: databases, a small manual, and the cast."""
