"""The pages of donor reports."""
