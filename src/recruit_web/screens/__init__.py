"""The screens. Each is a folder with ``urls``, ``views`` and, where it asks something, ``forms``; none knows another."""
