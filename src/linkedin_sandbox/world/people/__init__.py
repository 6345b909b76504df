"""Members: who they are, how they are found and matched, their pictures, who has left."""
