"""Many organisations: compact records, statistics, and the benchmark that names nobody."""
