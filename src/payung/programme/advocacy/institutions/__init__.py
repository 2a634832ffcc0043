"""The register of institutions: courts, ministries, stations; places, never persons."""
