"""Self-assessment of internationalisation readiness for the social and solidarity economy."""

__version__ = "0.2.0"
