"""Our form engine beside two others: the same answers in must give the same answers out."""
