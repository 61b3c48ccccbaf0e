"""The assistants' door: the same use cases as tools of the Model Context Protocol."""
