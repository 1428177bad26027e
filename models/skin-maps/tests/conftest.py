import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from carmine_maps.geometry import have_geometry  # noqa: E402
from carmine_skin.spectra import have_data  # noqa: E402


def pytest_collection_modifyitems(items):
    for item in items:
        if "nodata" not in item.keywords and not (have_data() and have_geometry()):
            item.add_marker(pytest.mark.skip(reason="skipped: needs ../shared/data and geometry.json (train.sh)"))


def pytest_configure(config):
    config.addinivalue_line("markers", "nodata: runs without ../shared/data")
