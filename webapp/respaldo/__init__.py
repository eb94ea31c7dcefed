"""Getting the record back: database and attachments in one file, proven by restoring it."""
