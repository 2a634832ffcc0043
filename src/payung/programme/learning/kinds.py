"""What the journal says of learning."""

from __future__ import annotations

from payung.programme.journal.kinds import declare


COURSE = declare("learning.course", "%(actor)s wrote a version of course %(subject)s")
BANK = declare("learning.bank", "%(actor)s brought in the questions %(subject)s")
MATERIAL = declare("learning.material", "%(actor)s changed a picture or sound")
GROUP = declare("learning.group", "%(actor)s planned a course for group %(subject)s")
ENROLLED = declare("learning.enrolled", "%(actor)s let somebody into group %(subject)s")
CAME = declare("learning.came", "%(actor)s wrote down who came to %(subject)s")
COUNTED = declare("learning.counted", "%(actor)s counted group %(subject)s by heads")
TEST = declare("learning.test", "%(actor)s took in a test of group %(subject)s", "what")
ROUND = declare(
    "learning.round", "%(actor)s handed the phone to group %(subject)s", "what"
)
GIVEN = declare("learning.given", "%(actor)s gave the certificate %(subject)s")
PRINTED = declare("learning.printed", "%(actor)s printed the certificate %(subject)s")
ENDED = declare("learning.ended", "%(actor)s ended the certificate %(subject)s")
SEEN = declare("learning.seen", "%(actor)s saw somebody at work: %(subject)s")
