"""From answers to points, ranges, risks, flows and the level: exact, and nothing else."""
