"""The sound of our own telephone: ports, prompts, key presses, relaying, messages.

It knows nothing of SIP: signalling reads and writes SDP with `sdp`, takes a `Seat` for
each telephone from the one `Studio`, and is called back through its own `hand_over`.
"""
