"""What is printed: every screen as plain lines with styles, and the one function that sends them out."""
