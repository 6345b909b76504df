"""What an ATS has sent of its persons: candidates, applications, stages, notes, feedback, files, ACLs."""
