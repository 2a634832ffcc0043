"""Who may see a single case: stepping aside, lending, handing on."""
