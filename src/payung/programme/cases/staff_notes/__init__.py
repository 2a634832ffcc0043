"""Notes for staff only, and masks over what need not be read."""
