"""E-mail: the notices that wait, gathered by person and sent after the work was committed."""
