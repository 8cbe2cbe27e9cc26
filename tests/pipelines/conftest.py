"""What stands here is a program of its own, `run`, and none of its parts is a test."""

collect_ignore_glob = ["*.py"]
