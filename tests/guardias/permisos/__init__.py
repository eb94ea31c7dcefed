"""The table of docs/permisos.md: the world it is walked in, the walk, and how it is written."""
