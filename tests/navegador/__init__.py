"""The screens, walked in a real Chromium."""
