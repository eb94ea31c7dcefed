"""Coming in with the institution's own account: OpenID Connect, as the party that relies on it."""
