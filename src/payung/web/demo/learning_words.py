"""The words of the invented courses: questions, parts, and what is seen at work.

Unreviewed, and no law of any country: whoever gives a course writes her own.
"""

from __future__ import annotations


# Code, the right answer, our drawing; then by language the question and its answers.
QUESTIONS: tuple[tuple[str, int, str, dict[str, tuple[str, ...]]], ...] = (
    (
        "say-nothing",
        1,
        "silent",
        {
            "en": ("May you say nothing?", "Yes", "No", "Only at night"),
            "bn": ("আপনি কি চুপ থাকতে পারেন?", "হ্যাঁ", "না", "শুধু রাতে"),
            "id": ("Bolehkah Anda diam?", "Ya", "Tidak", "Hanya malam"),
            "my": ("သင် တိတ်ဆိတ်နေနိုင်သလား။", "နေနိုင်သည်", "မနေနိုင်ပါ", "ညမှသာ"),
            "ne": ("के तपाईं चुप बस्न सक्नुहुन्छ?", "सक्छु", "सक्दिनँ", "राति मात्र"),
        },
    ),
    (
        "do-not-sign",
        2,
        "do-not-sign",
        {
            "en": ("Sign what you cannot read?", "Yes", "No", "If they shout"),
            "bn": ("পড়তে না পারলে সই করবেন?", "হ্যাঁ", "না", "চিৎকার করলে"),
            "id": ("Tanda tangani yang tak terbaca?", "Ya", "Tidak", "Jika dibentak"),
            "my": ("မဖတ်နိုင်သည့်စာကို လက်မှတ်ထိုးမလား။", "ထိုးမည်", "မထိုးပါ", "အော်လျှင်ထိုးမည်"),
            "ne": ("नबुझेको कागजमा सही गर्ने?", "गर्ने", "नगर्ने", "कराए भने गर्ने"),
        },
    ),
    (
        "ask-why",
        1,
        "ask",
        {
            "en": ("May you ask why they hold you?", "Yes", "No", "Only in court"),
            "bn": ("কেন আটক জানতে চাইতে পারেন?", "হ্যাঁ", "না", "শুধু আদালতে"),
            "id": ("Boleh tanya alasan ditahan?", "Ya", "Tidak", "Hanya di pengadilan"),
            "my": ("ဘာကြောင့်ဖမ်းသလဲ မေးနိုင်သလား။", "မေးနိုင်သည်", "မမေးနိုင်ပါ", "တရားရုံးမှာသာ"),
            "ne": ("किन समातेको सोध्न पाइन्छ?", "पाइन्छ", "पाइँदैन", "अदालतमा मात्र"),
        },
    ),
    (
        "call-somebody",
        1,
        "phone",
        {
            "en": ("Whom do you call first?", "The line", "Nobody", "A neighbour"),
            "bn": ("প্রথমে কাকে ফোন করবেন?", "আমাদের লাইনে", "কাউকে না", "প্রতিবেশীকে"),
            "id": (
                "Siapa dihubungi dulu?",
                "Nomor kita",
                "Tak seorang pun",
                "Tetangga",
            ),
            "my": ("ပထမဆုံး ဘယ်သူ့ကိုခေါ်မလဲ။", "ကျွန်ုပ်တို့လိုင်း", "ဘယ်သူမှမခေါ်", "အိမ်နီးချင်း"),
            "ne": ("पहिले कसलाई फोन गर्ने?", "हाम्रो लाइन", "कसैलाई होइन", "छिमेकी"),
        },
    ),
    (
        "no-money",
        2,
        "no-money",
        {
            "en": ("Give money to be let go?", "Always", "Ask for a lawyer", "Half"),
            "bn": ("ছাড়া পেতে টাকা দেবেন?", "সব সময়", "উকিল চাইব", "অর্ধেক"),
            "id": ("Beri uang agar dilepas?", "Selalu", "Minta pengacara", "Separuh"),
            "my": ("လွတ်ဖို့ ငွေပေးမလား။", "အမြဲ", "ရှေ့နေတောင်းမည်", "တစ်ဝက်"),
            "ne": ("छुट्न पैसा दिने?", "सधैं", "वकिल माग्ने", "आधा"),
        },
    ),
    (
        "see-a-doctor",
        1,
        "doctor",
        {
            "en": ("Hurt: what comes first?", "A doctor", "Sleep", "A bath"),
            "bn": ("আঘাত পেলে আগে কী?", "ডাক্তার", "ঘুম", "গোসল"),
            "id": ("Terluka: apa yang pertama?", "Dokter", "Tidur", "Mandi"),
            "my": ("ထိခိုက်လျှင် ပထမဆုံးဘာလုပ်မလဲ။", "ဆရာဝန်ပြမည်", "အိပ်မည်", "ရေချိုးမည်"),
            "ne": ("चोट लागे पहिले के?", "डाक्टर", "निद्रा", "नुहाउने"),
        },
    ),
    (
        "remember-the-hour",
        3,
        "clock",
        {
            "en": ("What do you remember?", "Nothing", "Colours", "Hour and place"),
            "bn": ("কী মনে রাখবেন?", "কিছু না", "রং", "সময় ও জায়গা"),
            "id": ("Apa yang diingat?", "Tidak ada", "Warna", "Jam dan tempat"),
            "my": ("ဘာကိုမှတ်ထားမလဲ။", "ဘာမှမမှတ်", "အရောင်များ", "အချိန်နှင့်နေရာ"),
            "ne": ("के सम्झने?", "केही होइन", "रङ", "समय र ठाउँ"),
        },
    ),
    (
        "not-alone",
        1,
        "together",
        {
            "en": ("How do you go to the station?", "Together", "Alone", "Never"),
            "bn": ("থানায় কীভাবে যাবেন?", "একসাথে", "একা", "কখনও না"),
            "id": ("Bagaimana pergi ke kantor?", "Bersama", "Sendiri", "Tak pernah"),
            "my": ("စခန်းကို ဘယ်လိုသွားမလဲ။", "အတူတူ", "တစ်ယောက်တည်း", "ဘယ်တော့မှမသွား"),
            "ne": ("कार्यालय कसरी जाने?", "सँगै", "एक्लै", "कहिल्यै होइन"),
        },
    ),
)
PARTS = ("When they stop you", "At the station", "Whom to call", "What to remember")
SEEN = (
    "! Asks whether she may sit down and listen",
    "! Says what is kept and what is not",
    "! Asks about danger before anything else",
    "Brings water and time",
    "Writes down hour and place",
)
