"""Tests of the training code; they need no data except where they say so."""
