"""How is an installation kept safe, and brought back? One folder a backup, made of one snapshot of the database.

folder      what a backup is made of, and which there are
making      dump and files, counted in the same snapshot
restoring   into an empty database, compared with what was counted; and the drill, which does so in a server of its own
programs    pg_dump and pg_restore, and the address of who may see all companies
command     the words of the command line
"""
