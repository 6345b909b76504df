"""Members who apply on LinkedIn: questions, answers, and the application as an ATS's webhook gets it."""
