"""What every record stands on: keys, fields and their checks, storing many at once, pages, words."""
