"""MapNet: synthesis of laid-flat faces with labelled layers, training, export, measures."""

import sys
from pathlib import Path

# The spectral skin, lights and cameras are those of ColourNet's training.
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "skin"))
