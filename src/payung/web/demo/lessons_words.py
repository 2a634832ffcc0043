"""The words of the invented shelf: lessons, tools and practices, and what was said of them."""

from __future__ import annotations

from dataclasses import dataclass

from payung.programme.lessons.codes import Aim, Licence, ToolKind


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """A lesson as it is told, and the number that shows it."""

    title: str
    aim: Aim
    problem: str
    change: str
    cost: str
    risks: str
    not_to_copy: str
    number: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Thing:
    """A tool as it is shared."""

    title: str
    kind: ToolKind
    about: str
    licence: Licence
    where: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Way:
    """A practice as it is described."""

    title: str
    about: str
    core: tuple[str, ...]


LESSONS = (
    Told(
        title="Open the room when people are awake",
        aim=Aim.KNOWLEDGE,
        problem="The room was open from nine to five. Those who work at night slept then.",
        change="We opened from three to eleven. Visits doubled within two months, and more "
        "of them asked for the lawyer.",
        cost="No more hours, but a higher wage after eight, and a taxi home for two.",
        risks="Neighbours notice a door that is busy late. Agree with them first.",
        not_to_copy="Our hours. Ask your own circle when they are awake.",
        number="SS_OPEN",
    ),
    Told(
        title="Read the promise back before the meeting ends",
        aim=Aim.POLICE,
        problem="Offices promised much, and later each side remembered something else.",
        change="One of us reads every promise aloud with its day, and they nod. More of what "
        "is due is kept now.",
        cost="Five minutes of each meeting, and somebody who only listens.",
        risks="Reading in a sharp voice sounds like a threat. Practise it.",
        not_to_copy="Signing papers on the spot: here it frightened them away.",
        number="COM_KEPT",
    ),
    Told(
        title="Two questions fewer, and the form is finished",
        aim=Aim.DOCUMENTING,
        problem="Half of the notes were never finished on the phone.",
        change="We took out two questions nobody used. Notes that are whole rose at once.",
        cost="One afternoon with those who take notes, one with the lawyer.",
        risks="What is not asked cannot be counted later.",
        not_to_copy="The two questions we took out may be the two you need.",
        number="VIO_COMPLETE",
    ),
    Told(
        title="Pictures teach the six rights faster than pages",
        aim=Aim.KNOWLEDGE,
        problem="Many who come to a course do not read, and were silent in it.",
        change="We taught with picture cards. The gain from before to after grew.",
        cost="A drawer for a week, and printing.",
        risks="A picture shows clothes and skin: somebody may feel left out.",
        not_to_copy="The drawings themselves, where uniforms look different.",
        number="KYR_GAIN",
    ),
    Told(
        title="Tell the circle what came of it, even if nothing did",
        aim=Aim.DOCUMENTING,
        problem="People stopped coming to the circle: they never heard again.",
        change="Every sitting begins with last month's decisions. They come again, and bring "
        "others.",
        cost="A quarter of an hour each month.",
        risks="Saying that nothing came of it needs courage, and a reason.",
        not_to_copy="Long lists. We read out three at most.",
        number="FGD_LOOP",
    ),
    Told(
        title="Ask for the lawyer's day before anything else",
        aim=Aim.KNOWLEDGE,
        problem="The lawyer came when there was time, and that was seldom.",
        change="Her day is fixed for the whole year. She came every month since.",
        cost="Her way there, and a room that is kept free.",
        risks="If she is ill nobody comes. Have a second one.",
        not_to_copy="Paying by the question.",
        number="LAW_MEET",
    ),
    Told(
        title="Say aloud why a visit was not made",
        aim=Aim.DOCUMENTING,
        problem="Visits that were not made were written down as if they never were planned.",
        change="Each has one reason of eight. Half were money for the bus, so we asked for it.",
        cost="A minute a week.",
        risks="It can be used to blame. We look at reasons, not at people.",
        not_to_copy="A list longer than eight.",
        number="OUT_PLAN",
    ),
    Told(
        title="Show a district, never one station",
        aim=Aim.POLICE,
        problem="A claim on one station rested on few, and fell back on those who made it.",
        change="We show the district and let them speak of their stations themselves.",
        cost="Patience.",
        risks="Offices may say that it is always the others.",
        not_to_copy="Our order of speaking.",
        number="ADV_MEET",
    ),
)
# What is still being written, and one that had to go.
DRAFT = Told(
    title="Go out in pairs that know each other",
    aim=Aim.KNOWLEDGE,
    problem="Pairs were drawn by lot and did not trust each other on the way.",
    change="Pairs choose each other for three months. Visits that were planned are made.",
    cost="Nothing but a talk.",
    risks="A pair may close itself to others.",
    not_to_copy="Keeping a pair longer than three months.",
    number="OUT_PLAN",
)
TOOLS = (
    Thing(
        title="Picture cards: six rights",
        kind=ToolKind.CARD,
        about="Six cards to teach what to say and ask when somebody is stopped. Without words.",
        licence=Licence.CC_BY_SA,
        where="https://example.org/cards",
    ),
    Thing(
        title="Checklist before a meeting with an office",
        kind=ToolKind.GUIDE,
        about="One page: who speaks, what was promised, what is shown, who leaves first.",
        licence=Licence.CC_BY,
        where="https://example.org/before-the-meeting",
    ),
    Thing(
        title="Sheet for the costs of a room",
        kind=ToolKind.PROGRAM,
        about="A spreadsheet that says what a room costs a month, with and without a kitchen.",
        licence=Licence.CC0,
        where="Ask the coordinator; it comes on a memory card.",
    ),
    Thing(
        title="Course: the first hour, with sound",
        kind=ToolKind.COURSE,
        about="Three hours for ten people. Every page can be listened to.",
        licence=Licence.CC_BY_SA,
        where="In this program under Learn: bring the course in from its file.",
    ),
    Thing(
        title="Short form for notes on the way",
        kind=ToolKind.FORM,
        about="Twelve questions instead of forty, for those who write standing.",
        licence=Licence.CC_BY,
        where="https://example.org/short-form",
    ),
    Thing(
        title="Letter that asks an office for a meeting",
        kind=ToolKind.PAPER,
        about="Half a page with two gaps. It says nothing of who we are but our name.",
        licence=Licence.NETWORK,
        where="Ask the coordinator.",
    ),
    Thing(
        title="How to lead a circle: one evening",
        kind=ToolKind.GUIDE,
        about="For whoever sits with a circle for the first time.",
        licence=Licence.CC_BY_SA,
        where="https://example.org/circle",
    ),
)
USED_FOR = (
    ("two courses in the room", "24 people completed, the sheets are in the folder"),
    ("meetings with two district offices", "used at all meetings since, noted there"),
    ("the plan of the next year", "the budget that was approved rests on it"),
    ("training those who go out", "eleven sessions held with it"),
)
REASONS = (
    "Everybody understood it at once.",
    "We changed the words and it fits.",
    "Good, but the printing was dear.",
    "It took a day to learn; then it helped.",
)
PRACTICES = (
    Way(
        title="A lawyer in the room once a month",
        about="A lawyer sits in the safe space for three hours each month and answers what "
        "people ask. What is not answered is carried on.",
        core=(
            "The lawyer comes to the people, not they to her",
            "Questions are written down without names",
            "What was not answered is the first thing next month",
            "Answers become cards for others",
        ),
    ),
    Way(
        title="Promises read back, and looked at after their day",
        about="What an office promises is read back in the meeting, and somebody of the "
        "community looks whether it was kept.",
        core=(
            "Every promise has a day",
            "It is read back before the meeting ends",
            "The community looks, not the office",
        ),
    ),
    Way(
        title="Those who were taught teach the next ones",
        about="Whoever finished a course teaches in the next one, beside somebody who has "
        "done it before.",
        core=(
            "Two teach, never one alone",
            "Both are paid the same",
            "A test before and after, without names",
        ),
    ),
    Way(
        title="A door book that counts and does not ask",
        about="Whoever comes is counted by touch on a screen. Nobody writes a name.",
        core=(
            "No name at the door",
            "The day is said even if the room was shut",
        ),
    ),
)
PLAN = (
    "Begin with one room for six months. The second room follows if the first one is "
    "busy. What they do on Sundays we do on Mondays."
)
DECIDED = (
    "Our circle wants the same here: we open later from next month on.",
    "We try it in one room for three months.",
)
