"""ColourNet: skin colour from region tokens, trained on spectral synthesis (skin.md sections 3 to 5)."""
