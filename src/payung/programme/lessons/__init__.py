"""Lessons, tools and practices that countries share, and what is copied elsewhere."""
