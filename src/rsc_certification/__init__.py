"""Does an ATS do what LinkedIn's certification of Recruiter System Connect asks, shown by name and with evidence?

Knows neither the ATS's code nor the sandbox's: HTTP and a browser only. ``rules.toml`` is the table of rules,
``modules`` runs them, ``ats`` is how an ATS is driven, ``report`` is what is handed over.
"""
