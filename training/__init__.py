"""Training code of Anomalens: data, network, recipes, export and evaluation."""
