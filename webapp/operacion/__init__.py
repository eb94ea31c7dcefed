"""What those who run Vigente need: whether it lives, what it does, and how it is started."""
