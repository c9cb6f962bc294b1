"""Where records are kept to be asked: databases and files for analysis.

Imports nothing of ours but ``schemas``, ``sinks``, ``errors`` and ``linking``; each driver is imported in its
own file, when it is used. Nothing is imported here, so that who needs no store does not pay for one.
"""
