"""Load, cite, pin: what consumers call. Knows nothing of building."""
