"""``recruit import`` and ``recruit export``."""
