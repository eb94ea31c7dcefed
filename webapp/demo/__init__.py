"""The demonstration: a fictional institution, told by the same casos a person would use."""
