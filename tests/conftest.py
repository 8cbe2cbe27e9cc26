"""How many random examples each property is tried on: pytest --examples 20000."""

import pytest
from hypothesis import HealthCheck, settings


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--examples", type=int, default=50, help="random examples of each property (50)")


def pytest_configure(config: pytest.Config) -> None:
    settings.register_profile(
        "silk",
        max_examples=config.getoption("examples"),
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    settings.load_profile("silk")
