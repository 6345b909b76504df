"""What is turned in a world: its clock, switches, transitions and limits; snapshots and the gate before them."""
