"""Text as such: bytes to text, repair, cutting into lines, edits and how to undo them."""
