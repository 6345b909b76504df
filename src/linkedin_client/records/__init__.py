"""What goes over the wire? One module per resource, with LinkedIn's own words for the fields.

Records that we send are frozen dataclasses with `wire(generation)`: the JSON of that generation, without what
is None. Moments are aware datetimes here and epoch milliseconds there. A write at LinkedIn is a whole-record
upsert: what is left out becomes null.
"""
