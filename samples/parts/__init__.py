"""Procedural parts of a road scene; lengths in metres, angles in degrees unless said otherwise."""
