"""Many documents: where they come from, where the results go, and the run in between."""
