"""The words of the invented donor reports, in the five languages.

Invented and unreviewed; they tell of nobody and give no number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What is typed: the summary, words beside numbers, and changes that came about.

    A story is what is different now, why it matters, and what we had to do with it.
    """

    summary: str
    beside: Mapping[str, str]
    stories: tuple[tuple[str, str, str], ...]


def told_in(language: str) -> Told:
    """Return the words in a language; in English where it has none."""
    return _TOLD.get(language, _TOLD["en"])


_TOLD = {
    "en": Told(
        summary=(
            "The rain came early this quarter. The room stayed open on most days, and "
            "the rights course went on in every month.\n"
            "The group asked for shorter waiting at the stations. Some of what was "
            "promised was done; the rest is on the list of the next meeting."
        ),
        beside={
            "SS_OPEN": "On the days we were closed there was water in the lane, or a "
            "strike. The group holds a second key now.",
            "OUT_PLAN": "Where the pair did not go, the road was under water. We went "
            "later.",
            "COM_KEPT": "What was not kept we bring up again, with the newest brief.",
        },
        stories=(
            (
                (
                    "Since August the hour is written down at the ferry station when "
                    "somebody is brought in. Before, nobody wrote it."
                ),
                "With the hour on paper the lawyer can see when the time is over.",
                (
                    "The group asked for it in two meetings and brought the brief. The new "
                    "head of the station was willing; a women's group asked for it too."
                ),
            ),
            (
                (
                    "Those who work by the bridge now ask for a paper when money is taken "
                    "from them."
                ),
                "Without a paper nothing could be done; now a lawyer can begin.",
                (
                    "They learned it in the course and told one another. The radio spoke of "
                    "it in the same weeks."
                ),
            ),
        ),
    ),
    "ne": Told(
        summary=(
            "यो त्रैमासमा वर्षा चाँडै आयो। कोठा धेरैजसो दिन खुला रह्यो, र अधिकारको तालिम "
            "हरेक महिना चल्यो।\n"
            "समूहले चौकीमा कम कुर्नुपर्ने बनाउन माग्यो। वाचा गरिएका केही कुरा पूरा भए; बाँकी अर्को "
            "बैठकको सूचीमा छन्।"
        ),
        beside={
            "SS_OPEN": "बन्द भएका दिनमा गल्लीमा पानी थियो वा हड्ताल थियो। अब समूहसँग दोस्रो "
            "साँचो छ।",
            "OUT_PLAN": "जोडी नगएको ठाउँमा बाटो डुबेको थियो। हामी पछि गयौं।",
            "COM_KEPT": "पूरा नभएका वाचा हामी नयाँ सारपत्रसहित फेरि उठाउँछौं।",
        },
        stories=(
            (
                "भदौदेखि घाट चौकीमा कसैलाई ल्याउँदा समय लेखिन्छ। पहिले कसैले लेख्दैनथ्यो।",
                "समय कागजमा भएपछि कति बेला म्याद सकिन्छ, वकिलले देख्न सक्छन्।",
                (
                    "समूहले दुई बैठकमा यो माग्यो र सारपत्र लग्यो। चौकीका नयाँ प्रमुख तयार थिए; एउटा "
                    "महिला समूहले पनि यही मागेको थियो।"
                ),
            ),
            (
                "पुल छेउमा काम गर्नेहरू पैसा लिइँदा अब कागज माग्छन्।",
                "कागज नभई केही गर्न सकिँदैनथ्यो; अब वकिलले काम सुरु गर्न सक्छन्।",
                (
                    "उनीहरूले तालिममा सिके र एकअर्कालाई भने। त्यही हप्ताहरूमा रेडियोले पनि यसबारे "
                    "बोल्यो।"
                ),
            ),
        ),
    ),
    "bn": Told(
        summary=(
            "এই তিন মাসে বৃষ্টি আগেই এসেছিল। ঘরটি বেশির ভাগ দিন খোলা ছিল, আর অধিকারের প্রশিক্ষণ "
            "প্রতি মাসে চলেছে।\n"
            "দলটি থানায় কম অপেক্ষা চেয়েছিল। যা কথা দেওয়া হয়েছিল তার কিছু হয়েছে; বাকিটা পরের "
            "সভার তালিকায় আছে।"
        ),
        beside={
            "SS_OPEN": "যে দিনগুলোতে বন্ধ ছিল, গলিতে পানি ছিল বা ধর্মঘট ছিল। এখন দলের কাছে "
            "দ্বিতীয় চাবি আছে।",
            "OUT_PLAN": "যেখানে দুজন যায়নি, রাস্তা পানির নিচে ছিল। আমরা পরে গিয়েছি।",
            "COM_KEPT": "যা রাখা হয়নি, তা আমরা নতুন সংক্ষেপ নিয়ে আবার তুলব।",
        },
        stories=(
            (
                "আগস্ট থেকে ঘাট থানায় কাউকে আনা হলে সময় লেখা হয়। আগে কেউ লিখত না।",
                "সময় কাগজে থাকলে আইনজীবী দেখতে পারেন কখন সময়সীমা শেষ হয়।",
                (
                    "দলটি দুটি সভায় এটি চেয়েছে এবং সংক্ষেপটি নিয়ে গেছে। থানার নতুন প্রধান রাজি ছিলেন; "
                    "একটি নারী দলও এটি চেয়েছিল।"
                ),
            ),
            (
                "সেতুর পাশে যারা কাজ করে, টাকা নেওয়া হলে তারা এখন কাগজ চায়।",
                "কাগজ ছাড়া কিছু করা যেত না; এখন আইনজীবী শুরু করতে পারেন।",
                (
                    "তারা প্রশিক্ষণে শিখেছে এবং একে অন্যকে বলেছে। একই সপ্তাহগুলোতে রেডিওতেও এ কথা "
                    "বলা হয়েছে।"
                ),
            ),
        ),
    ),
    "id": Told(
        summary=(
            "Hujan datang lebih awal pada triwulan ini. Ruang buka pada sebagian besar "
            "hari, dan pelatihan hak berjalan setiap bulan.\n"
            "Kelompok meminta waktu tunggu yang lebih singkat di kantor polisi. Sebagian "
            "janji sudah ditepati; sisanya ada di daftar pertemuan berikutnya."
        ),
        beside={
            "SS_OPEN": "Pada hari tutup, gang tergenang air atau ada mogok. Sekarang "
            "kelompok memegang kunci kedua.",
            "OUT_PLAN": "Di tempat yang tidak didatangi, jalan tergenang. Kami datang "
            "kemudian.",
            "COM_KEPT": "Yang belum ditepati kami angkat lagi dengan ringkasan terbaru.",
        },
        stories=(
            (
                (
                    "Sejak Agustus, jam dicatat di kantor polisi dermaga ketika seseorang "
                    "dibawa masuk. Sebelumnya tidak ada yang mencatat."
                ),
                "Dengan jam di atas kertas, pengacara dapat melihat kapan waktunya habis.",
                (
                    "Kelompok memintanya dalam dua pertemuan dan membawa ringkasan. Kepala "
                    "kantor yang baru bersedia; satu kelompok perempuan juga memintanya."
                ),
            ),
            (
                (
                    "Mereka yang bekerja di dekat jembatan sekarang meminta kertas ketika "
                    "uang diambil dari mereka."
                ),
                (
                    "Tanpa kertas tidak ada yang bisa dilakukan; sekarang pengacara bisa "
                    "mulai."
                ),
                (
                    "Mereka belajar di pelatihan dan saling memberi tahu. Radio juga "
                    "membicarakannya pada minggu yang sama."
                ),
            ),
        ),
    ),
    "my": Told(
        summary=(
            "ဤသုံးလပတ်တွင် မိုးစောပါသည်။ အခန်းကို ရက်အများစု ဖွင့်နိုင်ခဲ့ပြီး အခွင့်အရေးသင်တန်းကို "
            "လတိုင်း ဆက်လုပ်ခဲ့သည်။\n"
            "အဖွဲ့က ရဲစခန်းတွင် စောင့်ရချိန် တိုစေရန် တောင်းဆိုခဲ့သည်။ ကတိအချို့ ပြည့်ပြီး ကျန်သည်များကို "
            "နောက်အစည်းအဝေး စာရင်းတွင် ထည့်ထားသည်။"
        ),
        beside={
            "SS_OPEN": "ပိတ်ထားသောရက်များတွင် လမ်းကြားထဲ ရေဝင်ခြင်း သို့မဟုတ် သပိတ် ရှိခဲ့သည်။ "
            "ယခု အဖွဲ့တွင် ဒုတိယသော့ ရှိပြီ။",
            "OUT_PLAN": "မသွားဖြစ်သောနေရာတွင် လမ်းရေမြုပ်နေသည်။ နောက်မှ သွားခဲ့သည်။",
            "COM_KEPT": "မပြည့်သောကတိများကို အသစ်ဆုံး အကျဉ်းချုပ်နှင့်အတူ ထပ်မံ တင်ပြမည်။",
        },
        stories=(
            (
                "ဩဂုတ်လမှစ၍ ဆိပ်ကမ်းရဲစခန်းတွင် လူတစ်ဦးကို ခေါ်လာသည့်အချိန်ကို ရေးမှတ်သည်။ ယခင်က မည်သူမျှ မရေးခဲ့ပါ။",
                "အချိန်ကို စာဖြင့်ရေးထားလျှင် သတ်မှတ်ချိန် ပြည့်သည်ကို ရှေ့နေ သိနိုင်သည်။",
                (
                    "အဖွဲ့က အစည်းအဝေးနှစ်ကြိမ်တွင် တောင်းဆိုပြီး အကျဉ်းချုပ်ကို ယူသွားခဲ့သည်။ "
                    "စခန်းမှူးအသစ်က လိုလားသည်။ အမျိုးသမီးအဖွဲ့တစ်ခုကလည်း တောင်းဆိုခဲ့သည်။"
                ),
            ),
            (
                "တံတားအနီးတွင် အလုပ်လုပ်သူများသည် ငွေယူခံရလျှင် ယခု စာရွက်တောင်းကြသည်။",
                "စာရွက်မရှိလျှင် ဘာမှမလုပ်နိုင်ခဲ့ပါ။ ယခု ရှေ့နေ စတင်နိုင်ပြီ။",
                (
                    "သူတို့သည် သင်တန်းတွင် သင်ယူပြီး အချင်းချင်း ပြောပြခဲ့ကြသည်။ ထိုအပတ်များတွင် "
                    "ရေဒီယိုကလည်း ထိုအကြောင်း ပြောခဲ့သည်။"
                ),
            ),
        ),
    ),
}
