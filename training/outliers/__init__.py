"""Outlier exposure: unknown objects on road scenes (bank, pasting, composing); the data stay
outside the repository.
"""
