"""What can one tell the engine from the command line? ``recruit linkedin …``; see ``arguments`` for all of it."""
