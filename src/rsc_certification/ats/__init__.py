"""How is an ATS driven? ``protocol`` says what a driver can be asked; ``recruit`` is the first one."""
