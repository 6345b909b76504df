"""How does all of it run on one machine by one command? A supervisor starts, watches and stops the processes.

run        the order of things
child      one process: start, stop, log
ports      are the ports free?
readiness  does it answer yet?
greeting   what the person at the terminal reads
"""

from config.supervisor.run import supervise

__all__ = ["supervise"]
