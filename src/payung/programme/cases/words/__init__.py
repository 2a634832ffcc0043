"""What codes of a case are called on the page, in the reader's language."""
