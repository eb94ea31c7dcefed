"""What goes wrong in a machine room, done to Vigente on purpose, and counted.

``python -m tests.fallas`` (``make fallas``) does all of it at length; the tests of this folder
do a little of each.
"""
