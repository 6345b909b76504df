"""How does Rest.li write keys, queries and long requests? Pure functions, no I/O.

`protocol1` and `protocol2` have the same functions: `ids` and `read_ids` (query), `body_key`, `answer_key`
and `readings_of` (the keys of JSON maps), `parameters` (finders). `tunnel` moves a query that is too long
into a body.
https://linkedin.github.io/rest.li/spec/protocol
"""
