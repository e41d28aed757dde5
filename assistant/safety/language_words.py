"""Small safeguarding glossaries of seven languages; Latin-script words without diacritics."""

from __future__ import annotations

GURMUKHI = "[\u0a00-\u0a7f]"

URDU_LETTERS = frozenset(
    "ہے کیا اور یہ میں کو کا کی کے سے نہیں ہیں مجھے میرا میری آپ وہ کب کہاں کیسے کون کرنا کریں چاہیے ہوں تھا پر ایک بچے بچہ بچی".split()
)
SHAHMUKHI = frozenset("اے نوں دا دی دے وچ نئیں تے کیہ ایہہ اوہ میرا تسی ساڈا کدوں کتھے کیویں ہُن ہن توں جے سی نیں مینوں تینوں کڑی منڈا بال".split())

_TABLES = {
    "polish": """
        child: dziecko, dziecka; children: dzieci; neglect: zaniedbanie, zaniedbania, zaniedbane; domestic abuse: przemoc domowa; violence
        abuse: przemoc; exploitation abuse: wykorzystywanie; sexual abuse: wykorzystywanie seksualne; number phone contact: numer; phone
        contact: telefon; refer report: zglosic; referral: zgloszenie; school: szkola; bruise: siniak; bruises: siniaki; baby: niemowle;
        when: kiedy; what is: co to, co to jest; how: jak; who: kto; where: gdzie; use: uzyc, uzywac, stosowac; care: opieka; social
        worker: pracownik socjalny; consent: zgoda; missing: zaginione, zaginelo; teacher staff: nauczyciel; allegation: oskarzenie,
        zarzut; child protection safeguarding: ochrona dzieci; safety: bezpieczenstwo; police: policja; family: rodzina; parents: rodzice;
        private fostering: prywatna opieka; escalation: eskalacja; help support: pomoc; early help: wczesna pomoc; training: szkolenie;
        threshold: prog; thresholds: progi; hits physical abuse: bije; marriage: malzenstwo; forced: przymusowe
    """,
    "urdu": """
        child: بچہ, bacha; children: بچے, بچوں, bache, bachay; neglect: غفلت, نظرانداز, نظر انداز, ghaflat; abuse: زیادتی, ziyadti;
        violence abuse: تشدد, tashadud; domestic abuse: گھریلو تشدد, gharelu tashadud; number contact: نمبر, number; phone contact: فون;
        school: اسکول, school; what: کیا, kya; what is: کیا ہے, kya hai; when: کب, kab; where: کہاں, kahan; who: کون, kaun; how: کیسے,
        kaise; use: استعمال, istemal; referral: حوالہ; refer: ریفر, refer; bruise: نیل, neel; missing: لاپتہ, lapata; teacher staff:
        استاد, ustad; allegation: الزام, ilzam; police: پولیس; family: خاندان, khandan; parents: والدین, walidain; consent: رضامندی,
        اجازت, ijazat; safeguarding: حفاظت, hifazat; safeguarding protection: تحفظ; marriage: شادی, shadi; forced marriage: جبری شادی,
        zabardasti shadi; forced: زبردستی, zabardasti; help support: مدد, madad; social worker: سماجی کارکن; exploitation: استحصال;
        sexual: جنسی; training: تربیت; girl child: bachi
    """,
    "romanian": """
        child: copil, copilul, copilului; children: copii; neglect: neglijare, neglijarea, neglijenta; abuse: abuz, abuzul; sexual abuse:
        abuz sexual; domestic abuse: violenta domestica; violence abuse: violenta; exploitation: exploatare; number contact: numar,
        numarul; phone contact: telefon; school: scoala; bruise: vanataie; bruises: vanatai; baby: bebelus; when: cand; what is: ce este,
        ce inseamna; how: cum; who: cine; where: unde; use: folosesc, folosit, folosim; referral: trimitere, sesizare; refer report:
        raportez; social worker: asistent social; consent: consimtamant, acord; missing: disparut; teacher staff: profesor; allegation:
        acuzatie; child protection safeguarding: protectia copilului; police: politie, politia; family: familie, familia; parents:
        parinti; help support: ajutor; forced marriage: casatorie fortata; threshold: prag; training: instruire; fostering: plasament
    """,
    "punjabi": """
        child: ਬੱਚਾ, bacha; children: ਬੱਚੇ, ਬੱਚਿਆਂ, bacche; neglect: ਅਣਗਹਿਲੀ, ਲਾਪਰਵਾਹੀ, anghaili, laparwahi; abuse: ਦੁਰਵਿਵਹਾਰ; violence
        abuse: ਹਿੰਸਾ, hinsa; domestic abuse: ਘਰੇਲੂ ਹਿੰਸਾ; number contact: ਨੰਬਰ, number; phone contact: ਫ਼ੋਨ, ਫੋਨ; school: ਸਕੂਲ, school;
        when: ਕਦੋਂ, kado, kad; what: ਕੀ; who: ਕੌਣ; where: ਕਿੱਥੇ, kithe; how: ਕਿਵੇਂ, kiven; use: ਵਰਤਣਾ, ਵਰਤੋਂ, varatna, vartna; teacher
        staff: ਅਧਿਆਪਕ; allegation: ਦੋਸ਼; police: ਪੁਲਿਸ; family: ਪਰਿਵਾਰ, parivar; parents: ਮਾਪੇ, mape; consent: ਸਹਿਮਤੀ; safeguarding
        protection: ਸੁਰੱਖਿਆ; marriage: ਵਿਆਹ, viah; forced marriage: ਜ਼ਬਰਦਸਤੀ ਵਿਆਹ; help support: ਮਦਦ, madad; missing: ਲਾਪਤਾ; social
        worker: ਸਮਾਜ ਸੇਵਕ; what is: ki hai
    """,
    "punjabi_shahmukhi": """
        child: بچہ, بال; children: بچے; neglect: غفلت; violence abuse: تشدد; number contact: نمبر; phone contact: فون; school: سکول; when:
        کدوں; what: کیہ; where: کتھے; how: کیویں; use: ورتنا, استعمال; marriage: ویاہ; help support: مدد; police: پولیس; teacher staff:
        استاد
    """,
    "bengali": """
        child: শিশু, শিশুর, বাচ্চা, shishu, baccha, bachcha; children: শিশুদের; neglect: অবহেলা, অবহেলার, obohela; abuse: নির্যাতন,
        nirjaton; sexual abuse: যৌন নির্যাতন; domestic abuse: পারিবারিক সহিংসতা; violence abuse: সহিংসতা; exploitation: শোষণ; number
        contact: নম্বর, number; phone contact: ফোন; school: স্কুল, school; when: কখন, kokhon; what: কী, কি; who: কে; where: কোথায়,
        kothay; how: কীভাবে, kibhabe; use: ব্যবহার, bebohar; referral: রেফারেল; teacher staff: শিক্ষক, shikkhok; allegation: অভিযোগ;
        police: পুলিশ; family: পরিবার, poribar; parents: বাবা মা; consent: সম্মতি; safeguarding protection: সুরক্ষা; marriage: বিয়ে,
        biye; forced marriage: জোরপূর্বক বিয়ে; help support: সাহায্য, sahajjo; missing: নিখোঁজ; social worker: সমাজকর্মী; bruise: কালশিটে
    """,
    "italian": """
        child: bambino; girl child: bambina; children: bambini; neglect: trascuratezza, negligenza; abuse: abuso, abusi; sexual abuse:
        abuso sessuale; domestic abuse: violenza domestica; violence abuse: violenza; exploitation: sfruttamento; number contact: numero;
        phone contact: telefono; school: scuola; bruise: livido; bruises: lividi; baby: neonato; when: quando; what is: cos e, che cos e;
        what: cosa; how: come; who: chi; where: dove; use: usare, usa; refer report: segnalare; referral: segnalazione; social worker:
        assistente sociale; consent: consenso; missing: scomparso; teacher staff: insegnante; allegation: accusa; safeguarding protection:
        tutela; protection: protezione; police: polizia; family: famiglia; parents: genitori; help support: aiuto; forced marriage:
        matrimonio forzato; threshold: soglia; training: formazione; fostering: affido
    """,
    "portuguese": """
        child: crianca; children: criancas; neglect: negligencia; abuse: abuso; sexual abuse: abuso sexual; domestic abuse: violencia
        domestica; violence abuse: violencia; exploitation: exploracao; number contact: numero; phone contact: telefone; school: escola;
        bruise: hematoma, nodoa negra; baby: bebe; when: quando; what is: o que e; what: que; how: como; who: quem; where: onde; use:
        usar, usa; refer report: denunciar; refer: encaminhar; referral: encaminhamento; social worker: assistente social; consent:
        consentimento; missing: desaparecida, desaparecido; teacher staff: professor; allegation: acusacao; safeguarding protection:
        protecao; police: policia; family: familia; parents: pais; help support: ajuda; forced marriage: casamento forcado; threshold:
        limiar; training: formacao; fostering: acolhimento
    """,
}


def _glossary(table: str) -> dict[str, str]:
    entries = (entry.split(":") for entry in " ".join(table.split()).split("; "))
    return {word.strip(): english.strip() for english, words in entries for word in words.split(",")}


GLOSSARY: dict[str, dict[str, str]] = {language: _glossary(table) for language, table in _TABLES.items()}
"""For each language its words, each with the English that a search understands."""
