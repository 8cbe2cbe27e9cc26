"""How many random examples each property is tried on (pytest --examples 20000), and a disk that is full."""

import signal
import subprocess

import pytest
from hypothesis import HealthCheck, settings


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--examples", type=int, default=50, help="random examples of each property (50)")


def pytest_configure(config: pytest.Config) -> None:
    # A shell that starts the tests in the background has them, and all that they start, ignore it.
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    settings.register_profile(
        "silk",
        max_examples=config.getoption("examples"),
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    settings.load_profile("silk")


@pytest.fixture(params=[0, 24], ids=["full", "almost-full"])
def small_disk(tmp_path, request):
    """A disk of its own, where this machine lets us have one, with so many kB left beside a file that fills it."""
    command = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(tmp_path)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no disk may be mounted here")
    try:
        with (tmp_path / "filled").open("wb", buffering=0) as stream:
            stream.write(bytes((256 - request.param) * 1024))
        yield tmp_path
    finally:
        subprocess.run(["umount", "-l", str(tmp_path)], check=True)
