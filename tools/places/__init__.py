"""Builds the areas and the map of each country from openly licensed packages."""
