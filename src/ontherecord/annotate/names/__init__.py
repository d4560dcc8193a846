"""Names: the mentions of persons and organizations by name, and the entities that they are of."""
