"""Samples, results and instruments of a contract laboratory."""
