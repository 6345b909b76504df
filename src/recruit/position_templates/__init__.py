"""Position templates: what positions are opened like."""
