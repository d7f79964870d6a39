"""Proofs about rules: their own examples, their keywords, their speed. One code for all callers."""
