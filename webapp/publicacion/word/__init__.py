"""A cargo in Word: clean, or with its changes tracked, and recognised on its way back."""
