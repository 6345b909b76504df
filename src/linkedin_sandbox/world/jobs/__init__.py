"""Jobs that an ATS has posted: fields and checks, tasks, promotion, expiry, and whom they are told to."""
