"""What a run did: totals that add up, and their telling on a terminal."""
