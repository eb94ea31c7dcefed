"""What people type → dataclasses, keeping every word of it when something is wrong."""
