"""Question sets, metrics, reports and the gate; imports the product, never the other way round."""
