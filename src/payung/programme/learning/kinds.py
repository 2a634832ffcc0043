"""What the journal says of learning."""

from __future__ import annotations

from payung.programme.journal.kinds import declare


COURSE = declare("learning.course", "%(actor)s wrote a version of course %(subject)s")
BANK = declare("learning.bank", "%(actor)s brought in the questions %(subject)s")
MATERIAL = declare("learning.material", "%(actor)s changed a picture or sound")
GROUP = declare("learning.group", "%(actor)s planned a course for group %(subject)s")
ENROLLED = declare("learning.enrolled", "%(actor)s let somebody into group %(subject)s")
LEFT_OUT = declare(
    "learning.left_out", "%(actor)s left somebody out of group %(subject)s", "why"
)
CAME = declare("learning.came", "%(actor)s wrote down who came to %(subject)s")
COUNTED = declare("learning.counted", "%(actor)s counted group %(subject)s by heads")
TEST = declare("learning.test", "%(actor)s took in a test of group %(subject)s", "what")
MENDED = declare(
    "learning.mended", "%(actor)s mended a typed test of group %(subject)s", "what"
)
TAKEN_OUT = declare(
    "learning.taken_out", "%(actor)s took a test out of group %(subject)s", "what"
)
# The journals that are kept already call the three skies faces.
SKIES = declare("learning.faces", "%(actor)s counted how it was for group %(subject)s")
SKIES_OUT = declare(
    "learning.faces_out",
    "%(actor)s took a count of how it was for group %(subject)s out again",
)
USES = declare(
    "learning.uses", "%(actor)s counted rights used since the course of %(subject)s"
)
USES_OUT = declare(
    "learning.uses_out", "%(actor)s took rights used in group %(subject)s out again"
)
ROUND = declare(
    "learning.round", "%(actor)s handed the phone to group %(subject)s", "what"
)
GIVEN = declare("learning.given", "%(actor)s gave the certificate %(subject)s")
PRINTED = declare("learning.printed", "%(actor)s printed the certificate %(subject)s")
ENDED = declare("learning.ended", "%(actor)s ended the certificate %(subject)s")
SEEN = declare("learning.seen", "%(actor)s saw somebody at work: %(subject)s")
