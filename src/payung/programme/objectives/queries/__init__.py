"""The numbers of each objective, added up in the database."""
