"""Words: text to vectors, the network that answers to them, and what both are measured by."""
