import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from carmine_skin.spectra import have_data  # noqa: E402


def pytest_collection_modifyitems(items):
    if have_data():
        return
    skip = pytest.mark.skip(reason="skipped: needs ../shared/data")
    for item in items:
        if "nodata" not in item.keywords:
            item.add_marker(skip)


def pytest_configure(config):
    config.addinivalue_line("markers", "nodata: runs without ../shared/data")
