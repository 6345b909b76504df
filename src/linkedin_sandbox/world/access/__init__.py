"""Who may call: applications and tokens, members who sign in, integrations, the ids of a company."""
