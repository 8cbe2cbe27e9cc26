"""What a result is held to: a level, a part, an earlier year; whether it holds, and which open answers decide that."""
