"""How is this installation certified? Two customers are founded, and ``rsc_certification`` is let loose on it.

Only here does the product know of the certification: it is handed addresses, sign-ins and tokens, and no object.
"""
