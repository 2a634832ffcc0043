"""The same numbers, divided: by whom, where, when, on which way. One query an axis."""
