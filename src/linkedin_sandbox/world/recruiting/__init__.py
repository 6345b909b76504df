"""What recruiters do in LinkedIn: InMail, notes, projects, exports; what a seat sees of an ATS."""
