"""Who comes in: how often they may try."""
