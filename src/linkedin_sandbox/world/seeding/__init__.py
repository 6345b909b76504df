"""How a world begins: the form of a seed, its reading and writing, the people that are invented."""
