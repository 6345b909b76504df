"""How does an installation get a company of a million candidates within minutes? `make seed SIZE=1000000`."""
