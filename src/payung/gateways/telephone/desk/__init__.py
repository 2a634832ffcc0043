"""What a telephone keeps and says beside the calls: journal, last plans, orders, news.

Nothing here knows how a call is carried: the process that does (`telephone.sip`) uses
it, and so may any other engine.
"""

from __future__ import annotations
