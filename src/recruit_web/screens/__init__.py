"""The screens: a folder each, with ``urls``, ``views`` and, where it asks something, ``forms``; none knows another."""
