"""The score of a year, which partners give together: kept, shown, revised."""
