"""What can be asked of LinkedIn? One module per resource; each is an attribute of `LinkedIn`."""
