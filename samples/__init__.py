"""Road scenes with exact anomaly masks, rendered with Blender (see README.md)."""
