"""The product's password hasher with small costs, so that tests are quick."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2(Argon2PasswordHasher):
    """Argon2 with the smallest memory that it allows."""

    time_cost = 1
    memory_cost = 64
    parallelism = 1
