"""The command `plan`: what is to be done, by whom and until when."""
