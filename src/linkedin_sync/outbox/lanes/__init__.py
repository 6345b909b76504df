"""How is each kind of record prepared for sending? One module per lane, each from the present state."""
