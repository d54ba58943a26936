"""Files and bodies from strangers: how much is accepted, and where files are opened.

Anything that decodes or parses an uploaded file runs in the limited process (`limited_process.run`), one file
at a time on the machine. `bodies` and `limits` refuse what is too large before it is read.
"""
