"""The pages of advocacy."""

from __future__ import annotations
