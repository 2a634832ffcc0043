"""The item bank: questions with their answers, words, pictures and sounds.

None of it is sealed: it is learning material that anybody may see.
"""

from __future__ import annotations

from django.db import models

from .codes import PictureKind, SoundKind


class ItemBank(models.Model):
    """One version of a set of questions; a changed set is the next version."""

    country = models.CharField(max_length=2)
    code = models.SlugField(max_length=30)
    number = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)
    # The form it was sent with: the same form again is the same version.
    key = models.UUIDField(unique=True, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["country", "code", "number"], name="learning_bank_version_once"
            )
        ]

    class Secrecy:
        plain = ("id", "country", "code", "number", "made_at", "made_by", "key")

    def __str__(self) -> str:
        return f"{self.code} {self.number}"


class Item(models.Model):
    """One question; `code` stays the same from version to version."""

    bank = models.ForeignKey(ItemBank, models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=30)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bank", "code"], name="learning_item_once")
        ]

    class Secrecy:
        plain = ("id", "bank", "number", "code")

    def __str__(self) -> str:
        return self.code


class ItemOption(models.Model):
    """One of the answers to choose from, and whether it is a right one."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="options")
    number = models.PositiveSmallIntegerField()
    right = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "number"], name="learning_option_once"
            )
        ]

    class Secrecy:
        plain = ("id", "item", "number", "right")

    def __str__(self) -> str:
        return f"{self.item_id}.{self.number}"


class ItemText(models.Model):
    """The words of a question or, with `option`, of an answer, in one language."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="texts")
    option = models.ForeignKey(
        ItemOption, models.CASCADE, null=True, related_name="texts"
    )
    language = models.CharField(max_length=5)
    text = models.CharField(max_length=400)
    reviewed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "language"],
                condition=models.Q(option=None),
                name="learning_question_text_once",
            ),
            models.UniqueConstraint(
                fields=["option", "language"],
                condition=models.Q(option__isnull=False),
                name="learning_option_text_once",
            ),
        ]

    class Secrecy:
        plain = ("id", "item", "option", "language", "text", "reviewed")

    def __str__(self) -> str:
        return f"{self.item_id} in {self.language}"


class ItemPicture(models.Model):
    """A picture of a question or answer: one of our drawings, or one that was given."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="pictures")
    option = models.ForeignKey(
        ItemOption, models.CASCADE, null=True, related_name="pictures"
    )
    drawing = models.CharField(max_length=30, blank=True)
    kind = models.CharField(max_length=10, choices=PictureKind.choices, blank=True)
    content = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item"],
                condition=models.Q(option=None),
                name="learning_question_picture_once",
            ),
            models.UniqueConstraint(
                fields=["option"],
                condition=models.Q(option__isnull=False),
                name="learning_option_picture_once",
            ),
        ]

    class Secrecy:
        plain = ("id", "item", "option", "drawing", "kind", "content")

    def __str__(self) -> str:
        return f"picture of {self.item_id}"


class ItemAudio(models.Model):
    """The words of a question or answer as a sound, in one language."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="sounds")
    option = models.ForeignKey(
        ItemOption, models.CASCADE, null=True, related_name="sounds"
    )
    language = models.CharField(max_length=5)
    kind = models.CharField(max_length=10, choices=SoundKind.choices)
    content = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "language"],
                condition=models.Q(option=None),
                name="learning_question_sound_once",
            ),
            models.UniqueConstraint(
                fields=["option", "language"],
                condition=models.Q(option__isnull=False),
                name="learning_option_sound_once",
            ),
        ]

    class Secrecy:
        plain = ("id", "item", "option", "language", "kind", "content")

    def __str__(self) -> str:
        return f"sound of {self.item_id} in {self.language}"
