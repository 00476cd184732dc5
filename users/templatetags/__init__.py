"""Template filters of forms."""
