"""What follows from a score: where points are lost, what would change it, rules, tools and peer cases."""
