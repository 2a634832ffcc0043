"""What SIPp says and waits for, put together from parts: callers, and phones of ours.

[field0] is the caller's number, [line] what she dials. Every caller writes "heard" and
her number into SIPp's own log with the first answer that she gets, whatever it is.
"""

from __future__ import annotations

from collections.abc import Sequence


KEYS = "/usr/share/sip-tester/dtmf_2833_{}.pcap"
SOUND = """v=0
    o=- 1 1 IN IP4 [local_ip]
    s=-
    c=IN IP4 [media_ip]
    t=0 0
    m=audio [media_port] RTP/AVP 0 101
    a=rtpmap:0 PCMU/8000
    a=rtpmap:101 telephone-event/8000
    a=fmtp:101 0-15
"""
HEARD = '<action><log message="heard [field0]"/></action>'
# A 200 to the CANCEL is no answer; one to the INVITE crossed it on the way.
ANSWERS_INVITE = (
    '<action><ereg regexp="INVITE" search_in="hdr" header="CSeq:"'
    ' assign_to="crossed"/></action>'
)
VOICE = '<nop><action><exec rtp_stream="voice.ulaw,-1,0,PCMU/8000"/></action></nop>'
KNOWN = '"[field0]" <sip:[field0]@[local_ip]:[local_port]>'
WITHHELD = '"Anonymous" <sip:anonymous@anonymous.invalid>'
# Longer than any ladder: whoever waits so long was forgotten, and that is a failure.
LONGEST = 240_000


def scenario(*parts: str) -> str:
    """Return a whole scenario."""
    body = "\n".join(parts)
    return f'<?xml version="1.0" encoding="ISO-8859-1" ?>\n<scenario>\n{body}\n</scenario>\n'


def talks(
    *,
    sender: str = KNOWN,
    keys: str = "",
    sound: bool = False,
    milliseconds: Sequence[int],
    patience: int = LONGEST,
) -> str:
    """Return a caller who waits, perhaps presses a key, speaks, and hangs up.

    With `sound` her voice is heard: the file voice.ulaw beside the scenario. After her
    `patience`, in milliseconds, she gives up.
    """
    in_vain = "gives_up" if patience < LONGEST else "fails"
    return scenario(
        _invite(sender),
        _heard_something(key=keys),
        _waits_for_answer(patience, then=in_vain),
        '<label id="answered"/>',
        _ack(sender),
        VOICE if sound else "",
        _speaks(milliseconds),
        _bye(sender),
        '<nop next="over"/>',
        _gives_up(sender),
        '<label id="fails"/>',
        _cancel(sender),
        # No way leads on from here: SIPp counts the call as failed.
        '<recv request="FAILED" timeout="1"/>',
        _over(sender),
    )


def gives_up(*, sender: str = KNOWN, milliseconds: int) -> str:
    """Return a caller who hangs up before anybody answers, if nobody is quicker."""
    return scenario(
        _invite(sender),
        _heard_something(),
        _waits_for_answer(milliseconds, then="gives_up"),
        '<nop next="crossed"/>',
        _gives_up(sender),
        _over(sender),
    )


def _gives_up(sender: str) -> str:
    """Cancel; where the answer crossed it on the way, hang up."""
    return "\n".join(
        (
            '<label id="gives_up"/>',
            _cancel(sender),
            '<recv response="100" optional="true"/>',
            '<recv response="180" optional="true"/>',
            '<recv response="183" optional="true"/>',
            f'<recv response="200" optional="true" rrs="true" next="crossed" test="crossed">{ANSWERS_INVITE}</recv>',
            f'<recv response="487" next="refused" timeout="40000" ontimeout="over">{HEARD}</recv>',
            '<label id="crossed"/>',
            _ack(sender),
            _bye(sender, both="both_late"),
            '<nop next="over"/>',
        )
    )


def presses_one(*, busy: float, rings: float, hangs_up: float) -> str:
    """Return a phone of ours: mostly it answers and presses 1. Chances from 0 to 1."""
    one = KEYS.format(1)
    return scenario(
        _rung(),
        f'<nop chance="{busy}" next="busy"/>',
        _says("180 Ringing"),
        f'<nop chance="{rings}" next="rings"/>',
        '<recv request="CANCEL" timeout="250" ontimeout="answers" next="cancelled"/>',
        '<label id="answers"/>',
        _answers(),
        '<recv request="CANCEL" optional="true" next="crossed"/>',
        f'<recv request="ACK"><action><exec play_pcap_audio="{one}"/></action></recv>',
        '<label id="talks"/>',
        f'<nop chance="{hangs_up}" next="hangs_up"/>',
        '<recv request="BYE"/>',
        _says("200 OK", tag=""),
        '<nop next="over"/>',
        '<label id="hangs_up"/>',
        '<recv request="BYE" timeout="2500" ontimeout="leaves" next="left"/>',
        '<label id="leaves"/>',
        _leaves(),
        '<recv request="BYE" optional="true" next="left"/>',
        '<recv response="200" timeout="32000" ontimeout="over" next="over"/>',
        '<label id="left"/>',
        _says("200 OK", tag=""),
        '<nop next="over"/>',
        '<label id="crossed"/>',
        _says("200 OK"),
        '<recv request="ACK" next="talks"/>',
        '<label id="rings"/>',
        '<recv request="CANCEL"/>',
        '<label id="cancelled"/>',
        _says("200 OK"),
        _refuses("487 Request Terminated"),
        '<nop next="over"/>',
        '<label id="busy"/>',
        _refuses("486 Busy Here"),
        '<label id="over"/>',
    )


def answers_only(*, busy: float) -> str:
    """Return a mobile whose own voicemail answers: it never presses anything."""
    return scenario(
        _rung(),
        f'<nop chance="{busy}" next="busy"/>',
        _answers(),
        '<recv request="CANCEL" optional="true" next="crossed"/>',
        '<recv request="ACK"/>',
        '<label id="talks"/>',
        '<recv request="BYE"/>',
        _says("200 OK", tag=""),
        '<nop next="over"/>',
        '<label id="crossed"/>',
        _says("200 OK"),
        '<recv request="ACK" next="talks"/>',
        '<label id="busy"/>',
        _refuses("486 Busy Here"),
        '<label id="over"/>',
    )


def _invite(sender: str) -> str:
    more = "Privacy: id\n    P-Asserted-Identity: <sip:[field0]@[remote_ip]>\n    "
    return _request(
        "INVITE sip:[line]@[remote_ip]:[remote_port]",
        sender,
        cseq="1 INVITE",
        more=(more if sender == WITHHELD else "")
        + "Contact: <sip:caller@[local_ip]:[local_port];transport=UDP>",
        sound=True,
        attributes='retrans="500"',
    )


def _heard_something(key: str = "") -> str:
    """Wait for the first answers; press a key once there is a voice to hear."""
    pressed = ""
    if key:
        pressed = (
            f'<recv response="200" optional="true" rrs="true" next="answered">{HEARD}</recv>'
            f'<recv response="183" timeout="20000" ontimeout="heard">{HEARD}</recv>'
            '<pause milliseconds="150"/>'
            f'<nop><action><exec play_pcap_audio="{KEYS.format(key)}"/></action></nop>'
        )
    first = "".join(
        f'<recv response="{code}" optional="true">{HEARD}</recv>' for code in (100, 180)
    )
    return f'{first}{pressed}<label id="heard"/>'


def _waits_for_answer(milliseconds: int, *, then: str) -> str:
    limit = f'timeout="{milliseconds}" ontimeout="{then}"'
    rings = "".join(
        f'<recv response="{code}" optional="true" {limit}>{HEARD}</recv>'
        for code in (100, 180, 183, 100, 180, 183)
    )
    refused = "".join(
        f'<recv response="{code}" optional="true" next="refused" {limit}>{HEARD}</recv>'
        for code in (480, 486, 487, 500, 503, 603)
    )
    answered = f'<recv response="200" rrs="true" {limit}>{HEARD}</recv>'
    return rings + refused + answered


def _speaks(milliseconds: Sequence[int]) -> str:
    """Speak for one of these times, or until the other side hangs up."""
    share = 1 / len(milliseconds)
    parts = [
        f'<nop chance="{share:.2f}" next="speaks_{each}"/>' for each in milliseconds[1:]
    ]
    for each in milliseconds:
        limit = f'timeout="{each}" ontimeout="hangs_up" next="let_go"'
        parts += [f'<label id="speaks_{each}"/>', f'<recv request="BYE" {limit}/>']
    return "\n".join([*parts, '<label id="hangs_up"/>'])


def _over(sender: str) -> str:
    """Be let go by the other side, or refused; then it is over."""
    return "\n".join(
        (
            '<nop next="over"/>',
            '<label id="let_go"/>',
            _says("200 OK", tag=""),
            '<nop next="over"/>',
            '<label id="refused"/>',
            _request(
                "ACK sip:[line]@[remote_ip]:[remote_port]",
                sender,
                cseq="1 ACK",
                via="[last_Via:]",
                to="[last_To:]",
            ),
            '<label id="over"/>',
        )
    )


def _ack(sender: str) -> str:
    return _request("ACK [next_url]", sender, cseq="1 ACK", to=_TO_THEM)


def _bye(sender: str, *, both: str = "both") -> str:
    sent = _request(
        "BYE [next_url]", sender, cseq="2 BYE", to=_TO_THEM, attributes='retrans="500"'
    )
    # Both may hang up in the same moment.
    return (
        # After a crash her INVITE is taken up again, and may be answered by a late 100.
        f'{sent}<recv response="100" optional="true"/>'
        f'<recv request="BYE" optional="true" next="{both}"/>'
        '<recv response="200" next="over"/>'
        f'<label id="{both}"/>{_says("200 OK", tag="")}'
    )


def _cancel(sender: str) -> str:
    return _request(
        "CANCEL sip:[line]@[remote_ip]:[remote_port]",
        sender,
        cseq="1 CANCEL",
        via="[last_Via:]",
        attributes='retrans="500"',
    )


_OUR_VIA = "Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]"
_TO_LINE = "To: <sip:[line]@[remote_ip]:[remote_port]>"
_TO_THEM = f"{_TO_LINE}[peer_tag_param]"


def _request(
    first: str,
    sender: str,
    *,
    cseq: str,
    via: str = _OUR_VIA,
    to: str = _TO_LINE,
    more: str = "",
    sound: bool = False,
    attributes: str = "",
) -> str:
    extra = f"{more}\n    " if more else ""
    return f"""<send {attributes}><![CDATA[
    {first} SIP/2.0
    {via}
    From: {sender};tag=[pid]SIPpTag00[call_number]
    {to}
    Call-ID: [call_id]
    CSeq: {cseq}
    {extra}Max-Forwards: 70
    {_body(sound)}
  ]]></send>"""


def _body(sound: bool) -> str:
    if not sound:
        return "Content-Length: 0\n"
    return f"Content-Type: application/sdp\n    Content-Length: [len]\n\n    {SOUND}"


def _rung() -> str:
    return """<recv request="INVITE" rrs="true"><action>
    <ereg regexp="[0-9]+" search_in="hdr" header="CSeq:" assign_to="cseq"/>
    <ereg regexp="&lt;.*&gt;.*" search_in="hdr" header="From:" assign_to="them"/>
    <ereg regexp="&lt;.*&gt;" search_in="hdr" header="To:" assign_to="me"/>
    <ereg regexp="sip:[^&gt;]*" search_in="hdr" header="Contact:" assign_to="where"/>
  </action></recv>
  <nop><action><strcmp assign_to="seen" variable="them" value=""/>
    <strcmp assign_to="seen" variable="me" value=""/>
    <strcmp assign_to="seen" variable="where" value=""/></action></nop>"""


def _says(answer: str, *, tag: str = ";tag=[pid]SIPpTag01[call_number]") -> str:
    return f"""<send><![CDATA[
    SIP/2.0 {answer}
    [last_Via:]
    [last_From:]
    [last_To:]{tag}
    [last_Call-ID:]
    [last_CSeq:]
    Contact: <sip:phone@[local_ip]:[local_port];transport=UDP>
    Content-Length: 0

  ]]></send>"""


def _answers() -> str:
    return f"""<send retrans="500"><![CDATA[
    SIP/2.0 200 OK
    [last_Via:]
    [last_From:]
    [last_To:];tag=[pid]SIPpTag01[call_number]
    [last_Call-ID:]
    [last_CSeq:]
    Contact: <sip:phone@[local_ip]:[local_port];transport=UDP>
    {_body(True)}
  ]]></send>"""


def _refuses(answer: str) -> str:
    return f"""<send retrans="500"><![CDATA[
    SIP/2.0 {answer}
    [last_Via:]
    [last_From:]
    [last_To:];tag=[pid]SIPpTag01[call_number]
    [last_Call-ID:]
    CSeq: [$cseq] INVITE
    Content-Length: 0

  ]]></send>
  <recv request="ACK"/>"""


def _leaves() -> str:
    return """<send retrans="500"><![CDATA[
    BYE [$where] SIP/2.0
    Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
    From: [$me];tag=[pid]SIPpTag01[call_number]
    To: [$them]
    Call-ID: [call_id]
    CSeq: 1 BYE
    Max-Forwards: 70
    Content-Length: 0

  ]]></send>"""
