"""Is this installation fit to serve people, and if not, what has to be done? ``recruit doctor``.

findings    what a finding is
judging     the rules, in plain Python: from what was seen to findings
looking     what is seen: settings, database, worker, files, mail, addresses, clocks, LinkedIn
command     the words of the command line, and the answer in lines or as JSON
"""
