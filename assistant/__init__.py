"""Question to answer, and the channels that carry both."""
