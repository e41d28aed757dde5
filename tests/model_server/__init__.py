"""A real OpenAI-compatible server on loopback, with the faults of real ones."""
