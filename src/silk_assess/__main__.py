"""`python -m silk_assess` is the same as `silk-assess`."""

from silk_assess.cli import main

main()
