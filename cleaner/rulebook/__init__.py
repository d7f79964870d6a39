"""Rules as data: loading packs, checking them, choosing among them, finding where they fire."""
