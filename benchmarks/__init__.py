"""The measured promises, as ratios against peers in one run."""
