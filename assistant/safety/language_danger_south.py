"""What shows danger in Urdu, Punjabi and Bengali: in their scripts, and romanised as ``languages.folded`` spells it.

The pieces are those of ``language_danger``; romanised ones are folded there in the same way as the message, so "maarta", "marta" and "martaa"
are one.
"""

from __future__ import annotations

STARK = {
    "urdu": """
        ulti(an|yan)?$; soo?ja; chalang; garam (chai|pani|tel)$; nange (paon|pair|pao)$; phans; current lag; karant; hil(ta|ti)? nah; baalon se;
        balon se; ghaseet; ghasit; kood; sar phat; phat gaya; pathar; blackmail; video bana; tasv; god (mein|me) (bith|beth)~; haath dal; hath dal;
        bahar nikal diya; nikal ga(y)?i * (wap|nahi|abhi); marn(e|a) wala; mar gay; dam tor; ghar se (bahar )?nikal; بالوں سے; گھسیٹ; کرنٹ; پھنس;
        نکل گئی; تصویر; ویڈیو; بلیک میل; پستول; پتھر; پانی * نہیں; مر (رہا|گیا|گئی); mar(a|i|e|ta|ti|te|ne|na|ny|ha|aa)$; maar$;
        mar (dala|dega|dunga|di|diya|raha|rahi|rahe|dalega|dalunga|rha|rhi|rhe|pit|kha|ke|k)$; mardega; mardunga; mar dal; marpit;
        pit(a|ta|ti|te|na|ai)$; pitai; thapar; tamacha; laat(en)?$; mukk(a|e|on)?; danda; dande; belt$; churi; chaku; chakoo; chura$; pistol;
        bandook; goli (mar|chal); hathor; kulhar; khoon; khun$; khon$; lahoo; saans nah; sans nah; sans (ruk|band);
        saans * (nahi|nai|ni|nhi|ruk|band); sans * (nahi|nai|nhi|ruk|band); neela (par|ho)~; behosh; be hosh; behos; hosh * (nah|nai|nhi);
        uth(ta|ti|te|ti)? nah; uth(ta|ti)? (nahi|nai|nhi); nahi uth; nai uth; nahi jaag; jaag nah; hil nah; hilta nah; gala (dab|ghon|pak);
        gale (se|pe|par|ko); daba(ya|ta|raha|rahi|ya hai) * gala; dam ghut; doob; dauray; daura par;
        jal(a|i|aya|ata|ati|ne|gaya|gai|na|aye|aa|te|raha)$; jala; istri; sigret; cigarette; haddi; tut gay; toot; fracture; goliyan; golian;
        goliya; dawai~ * (kha|pi|nigal); zeher; zahar; tezab; bleach; (pi|pee) (li|lia|liya|gaya|gai|le)$; nigal; khud ?kush; khudkushi;
        marna chah; mar jana; mar ja(un|na|aun|oon|ungi); jina nah; jeena nah; zind(a|agi) (nah|khat)~; zinda nahi; jaan (le|de|se|lene|dene)$;
        jan (le|de|se|lene)$; latak; phansi; faansi; kalai; nas kat; khud ko (kat|mar|nuqs|khat); kaat (li|lia|liya|leti|leta|rahi|raha)$;
        chhat se; chat se; kud (ja|ga|ra)~; rape; rep$; zina; izzat loot; ziyadti; ziadti; zyadti;
        ganda * (touch|haath|hath|kaam|kam|kar|baat|baten); gande * (kaam|tasv|tareek|jag|haath|hath); gandi * (baat|harkat|tasv|jag|video);
        galat (touch|tareeq|jagah|kaam|haath|hath|harkat); chheda; chher; chhu(ta|ti|a|te|na|ne|ya|ye)$; choota; chuta$; chuna; chuwa; jism;
        kapre utar; kapray utar; nangi; nanga; bistar; bister; sharamgah; mat batana; nangi tasv; aag$; aag (lag|hai|lagi)~; dhuan; dhuwan;
        gas (leak|lik)~; band kar; bund kar; kamre * (band|bund|tala|lock|qaid); kamray * (band|bund|tala|lock|qaid); tala (laga|lag|lock)~; qaid;
        bandh (diya|dia|ke|kar|rakha)~; khana nah; khane ko (nah|kuch)~; khana * (nahi|nai|nhi); bhook(a|i|e)$; bhukh; lapata;
        gum (ho|hai|gay|gaya)~; ghum (ho|gay|gaya|gai); ghar (nah|nai|nhi) (aay|aya|ayi|ai|pohanch|laut|wapis|wapas|pahunch)~; wapis nah;
        wapas nah; nahi (aya|aayi|ayi|laut|mil (rah|rha))~; nahi mil rah; mil nah(i)? rah; nahi pohanch; aghwa; agwa; utha (kar|ke|k)? ?le; kidnap;
        bhag (gay|gai|rah|ja|gya|gyi|rha|rhi|jaun)~; bhaag; bhagna; ghar se nikal; ghar chor; dar (lag|lagta|raha|rahi|gay)~; darr; darta; darti;
        daraya; khauf; khof; dhamk; cheekh; chikh; chilla; neel$; neela; nishan; choat; chot (lag|lagi|hai)~; zakhm; zakhmi; jhinjh; jhanjh;
        hilaya; zor se * (hila|jhin|phenk|patak|mar); patak; dhakka; phenk; gir(a|i|aya)? (gay|gya|gai|gaya|diya)~; gir gaya; zabardasti;
        jabardasti; zabrdasti; zabrdsti; zor zabardasti; nikah (kar|karwa|hai|kara)~;
        shadi (kar|karwa|karna|karne|kara|krwa|ho rah)~ * (rahe|rhe|rahi|chah|deng|de|nahi|ge); shadi * (nahi|zabar|majboor); majboor; majbur;
        rishta * (majb|zabar); khatna; khatne; sunnat * (larki|bachi|beti|kar|meri); fgm (kar|hone|ho)~; akela; akele; akeli; akelay; nashe;
        nasha kar; nashay; sharab~ * (pi|hai|gari|mar|ke); drugs; khatre; khatra; bachao; bacha lo; ambulance; chhup;
        chup (gay|ke bait|kar bait|gae|kar)~; ghair mehfooz; tashadud~ * (kar|raha|rahi|hota|ho); zulm; azeeyat; beat$; beats; katal; qatal; qatl;
        khatam (kar|ho)~; tezaab; nuqsan; مار; پیٹ(ا|ت|ن); پٹائی; تھپڑ; لات(یں)?$; مکا; ڈنڈ; بیلٹ; چاقو; چھری; چھرا; بندوق; گولی; گولیاں; خون; لہو;
        سانس; بے ہوش; بیہوش; ہوش; نہیں اٹھ; اٹھ نہیں; جاگ نہیں; نہیں جاگ; ہل نہیں; گلا; گلے; دم گھٹ; ڈوب; دورے; دورہ; جلا; جلن; جلتے; استری; سگریٹ;
        ہڈی; زہر; تیزاب; بلیچ; نگل; پی لی; خودکشی; خود کشی; مرنا; مر جا; جینا; جان لے; جان سے; جان دے; لٹک; پھانسی; کلائی; نس کاٹ; کاٹ; چھت سے;
        ریپ; زنا; عزت لوٹ; زیادتی; گند(ا|ی|ے); غلط جگہ; چھو; چھیڑ; جسم; کپڑے اتار; ننگ; بستر; آگ; دھواں; بند کر; کمرے * بند; تالا; قید; باندھ;
        کھانا * نہیں; بھوک; لاپتہ; گم; گھر نہیں; واپس نہیں; نہیں مل; اغوا; بھاگ; ڈر; خوف; دھمک; چیخ; چلا (رہ|ت)~; نیل; نشان; چوٹ; زخم; جھنجھوڑ;
        ہلایا; پٹخ; دھکا; دھکے; پھینک; گر گ; زبردستی; جبری; نکاح; شادی * (کر|رہے|نہیں); مجبور; ختنہ; ختنے; اکیل; نشے; شراب; خطر; بچاؤ; ایمبولینس;
        چھپ; تشدد * (کر|رہ|ہو); ظلم; قتل; ختم کر
    """,
    "punjabi": """
        current; hil(da|di|de)? (nahi|na); valan; wala(n)? ton; ghaseet; ghasit; dhuh; khich(da|di)? * (photo|kapd|val);
        photo(an)? (khich|paun|pau|viral)~; blackmail; nangiy; kapd(e|ey) lah; lahunda; fas (gya|gayi|gia)~; phas; raati nikal;
        nikal ga(y)?i * (mud|nahi|hale); hale tak * (nahi|mud|ni); mudi nahi; muri nahi; muda nahi; pistol; sir pat; sir fat; sir paat; mareya;
        mariya; galat kita; galat kitt; chhaal; ਵਾਲਾਂ; ਘਸੀਟ; ਧੂਹ; ਕਰੰਟ; ਫਸ; ਫੋਟੋ; ਪਾਣੀ * ਨਹੀਂ; ਨਿਕਲ ਗ; ਪਿਸਤੌਲ; ਮਰ (ਗਿਆ|ਗਈ|ਰਿਹਾ);
        mar(da|di|de|ya|eya|an|n|ea|ega|u|na|aya|dena|deu|du|dia|ia)$;
        mar (dita|ditta|deu|du|dena|den|reha|rahi|rahe|deuga|suteya|ke|gya|jaan|jana|sutt|ghat)~; maar;
        kut(da|di|de|ya|eya|teya|ea|an|n|na|dey|ia|t)?$; kutt; kut (reha|rahi|rahe|mar|ke)$; kutai; pit(da|di|de|ya)$; thapad; thappar; chapet;
        chaped; chapeda; lat(an|aan)? mar; mukk; dang(an)?$; sotti; belt$; chaku; chakku; chhuri; churi; kirpan; talwar; gandasa; bandook;
        goli mar; hathoda; khoon; khun$; lahu; lahoo; saah; sah (nahi|ni|nai|nhi|band|ruk)$; behosh; hosh; uth(da|di|de)? (nahi|nai|ni|nhi|na);
        nahi uth; nai uth; nahi jag; hil(da|di)? nahi; hilda nahi; gal(a|e) (ghut|ghot|dab|pha|nu|ton)~; gala; ghut(t)?(ya|eya|da|di|e)?$; ghutt;
        dub(b)? (gya|gayi|reha)~; daure; sarh; sad(ya|eya|gya|gayi|da)$; sarya; sareya; sariya; jal(aya|ya|gya)$; press nal; cigarette; sigrat;
        haddi; tut(t)? gay~; goliyan; golian; goliya; dawai~ * (kha|pi|nigal); zeher; zehar; tezab; bleach;
        (pi|pee) (layi|lai|leya|lya|gya|gayi|li|lea)$; nigal; khud ?kush; marna chah; mar ja; maran nu; jina nahi; jeena nahi; jiuna; jeona;
        jina ni; jaan (lai|le|ton|den|de|lain)~; jano mar; jaano; phaha; faha; latak; nas kat; nas (vadd|vad|kat)~; nabz; apne aap nu;
        apni (baanh|bah|nas|veeni)~; kat(t)? (layi|lai|leya|lya|li|ke)$; chhal mar; chhat ton; rape; balatkar; izzat lut;
        galat (than|thaan|kam|kaam|touch|thaw|jagah|harkat)~; gand(a|i|e|iyan) (kam|kaam|gall|harkat|touch|tasv|video|gal|tarik)~; ched(da|ya|di)~;
        chhed; chher; chhu(nda|hnda|da|ya)~; chhoh; hath (la|laun|pa|fer|pher|rakh|chuk|chukk)~; hath launda; kapde (la|utar|lah)~; nang(a|i);
        manje (te|vich|ch)$; bistar; bister; kise nu na (das|dass)~; kise nu nahi dass~; agg$; dhuan; dhua$; gas leak; band (kar|kita|kitta|rakh)~;
        bann (ke|ditta|dita)~; kamre * (band|kundi|tala|lock); kundi; tala la~; roti (nahi|ni|nai|nhi)~; roti * (nahi|nai|nhi|ni);
        khan nu * (nahi|kuj|ni|nai); bhukh; pukh; lapata; gum (ho|gya|gayi|hai|gai)~; guach; gwach;
        ghar (nahi|nai|ni|nhi) (aa|ay|au|pohn|mur|poh)~; nahi (aaya|aayi|aya|ayi|mur|mil|labh|lab)~; nai (aaya|aayi|aya|mila|labh)~; lab(h)? nahi;
        labhda nahi; milda nahi; mil nahi; agwa; chuk(k)? ke lai; chukk ke; kidnap; bhaj(j)?( gay| gya| reha| rahi| jan| jaa| ja)~;
        nass (gay|gya|jan)~; nath gay; gharon (bhaj|kad|nik|nass|cal)~; ghar(on)? chad; dar (lag|lagda|reha|rahi|de|da|di)~; dardi; darda; darr;
        khauf; dhamk; cheek; chik(a|an|da)~; neel; nil$; nil (pay|pya|pai|de)~; nishan; satt (lag|vaj|lagi)~; sat lag; zakhm; jakhm; hilaya;
        jhanjod; jhinjh; zor naal * (hil|sut|mar|dhak); dhakka; dhake; sut(t)?(eya|ya); sutt(eya|ya); dig (pya|gya|payi|pay|gayi|pai)~; digg;
        jabardasti; zabardasti; jabardsti; dhakke naal; viah (kar|karwa|kra|karn|krwa)~ * (rahe|rehe|chah|den|ne|nahi|reha);
        viah * (nahi|jabar|zabar|majb|dhak); majboor; majbur; sunnat; khatna; kall(a|e|i|ean|eyan)$; kal(a|e|i) (chad|ghar|ne|hai|han|ben)~; ikall;
        sharab~ * (pi|pee|gad|car|mar|vich|nal); sharabi; daru; nashe; nasha kar; khatr; bachao; bacha lo; bacha lao; ambulance;
        luk(e|i|ya|eya|ke)~ (bai|hoe|gay|hoy|han|ha)~; luke$; lukke; lukk; zulm; katal; qatal; khatam kar; beat$; hit$ (kar|kita); zehr; ਮਾਰ; ਕੁੱਟ;
        ਕੁਟ; ਥੱਪੜ; ਚਪੇੜ; ਲੱਤ(ਾਂ)?; ਮੁੱਕ; ਡੰਡ; ਸੋਟੀ; ਬੈਲਟ; ਚਾਕੂ; ਛੁਰ; ਕਿਰਪਾਨ; ਤਲਵਾਰ; ਗੋਲੀ; ਗੋਲੀਆਂ; ਖੂਨ; ਖ਼ੂਨ; ਲਹੂ; ਸਾਹ; ਬੇਹੋਸ਼; ਬੇਹੋਸ; ਹੋਸ਼;
        ਉੱਠ * ਨਹੀਂ; ਉੱਠਦ~ ਨਹੀਂ; ਨਹੀਂ ਉੱਠ; ਜਾਗ * ਨਹੀਂ; ਹਿੱਲ * ਨਹੀਂ; ਗਲਾ; ਗਲ ਘੁੱਟ; ਘੁੱਟ; ਡੁੱਬ; ਦੌਰੇ; ਸਾੜ; ਸੜ; ਜਲਾ; ਸਿਗਰਟ; ਹੱਡੀ; ਜ਼ਹਿਰ; ਤੇਜ਼ਾਬ; ਬਲੀਚ;
        ਨਿਗਲ; ਪੀ (ਲਿਆ|ਲਈ|ਗਿਆ)~; ਖ਼ੁਦਕੁਸ਼ੀ; ਖੁਦਕੁਸ਼ੀ; ਆਤਮਹੱਤਿਆ; ਮਰਨਾ; ਮਰ ਜਾ; ਜਿਉਣਾ; ਜੀਣਾ; ਜੀਉਣਾ; ਜਾਨ ਲੈ; ਜਾਨ ਤੋਂ; ਜਾਨੋਂ; ਫਾਹਾ; ਫਾਂਸੀ; ਲਟਕ;
        ਨਸ (ਕੱਟ|ਵੱਢ)~; ਵੱਢ; ਕੱਟ (ਲ|ਰ)~; ਬਲਾਤਕਾਰ; ਗਲਤ (ਥਾਂ|ਕੰਮ|ਤਰੀਕੇ)~; ਗੰਦ; ਛੇੜ; ਛੂਹ; ਹੱਥ (ਲਾ|ਲਗ|ਪਾ|ਫੇਰ)~; ਕੱਪੜੇ (ਲਾਹ|ਉਤਾਰ)~; ਨੰਗ; ਮੰਜੇ; ਬਿਸਤਰ;
        ਅੱਗ (ਲ|ਹੈ)~; ਅੱਗ$; ਧੂੰ; ਬੰਦ ਕ; ਬੰਦ ਰੱਖ; ਕਮਰੇ * ਬੰਦ; ਤਾਲਾ; ਕੁੰਡੀ; ਬੰਨ੍ਹ; ਰੋਟੀ ਨਹੀਂ; ਖਾਣਾ ਨਹੀਂ; ਖਾਣ ਨੂੰ; ਭੁੱਖ; ਲਾਪਤਾ; ਗੁੰਮ; ਗੁਆਚ; ਘਰ ਨਹੀਂ;
        ਨਹੀਂ ਲੱਭ; ਨਹੀਂ ਮਿਲ; ਵਾਪਸ ਨਹੀਂ; ਅਗਵਾ; ਭੱਜ; ਨੱਸ; ਡਰ; ਧਮਕ; ਚੀਕ; ਨੀਲ; ਨਿਸ਼ਾਨ; ਸੱਟ; ਜ਼ਖ਼ਮ; ਜ਼ਖਮ; ਝੰਜੋੜ; ਹਿਲਾਇਆ; ਧੱਕ; ਸੁੱਟ; ਡਿੱਗ; ਜ਼ਬਰਦਸਤੀ;
        ਜਬਰਦਸਤੀ; ਜਬਰੀ; ਵਿਆਹ * (ਕਰ|ਰਹੇ|ਨਹੀਂ); ਮਜਬੂਰ; ਸੁੰਨਤ; ਖਤਨਾ; ਖ਼ਤਨਾ; ਇਕੱਲ; ਕੱਲ(ਾ|ੇ|ੀ|ਿਆਂ)$; ਸ਼ਰਾਬ; ਨਸ਼ੇ; ਖ਼ਤਰ; ਖਤਰ; ਬਚਾ; ਐਂਬੂਲੈਂਸ; ਲੁਕ; ਕਤਲ;
        ਖਤਮ ਕਰ; ਖ਼ਤਮ ਕਰ; ਜ਼ੁਲਮ
    """,
    "punjabi_shahmukhi": """
        مار; کُٹ; کٹ; تھپڑ; چپیڑ; ڈنڈ; سوٹی; خون; لہو; چاقو; چھری; ساہ; بے ہوش; بیہوش; ہوش; گلا; گل گھٹ; ڈب; سڑ; ساڑ; سگریٹ; زہر; گولیاں; خودکشی;
        مرنا; مر جا; جینا; جیونا; جان لے; جان توں; پھاہا; بلاتکار; ریپ; گندا; گندے; گندی; ہتھ (لا|پا)~; غلط; بستر; منجے; اگ; بند کر; تالا; کنڈی;
        روٹی * نئیں; بھکھ; گم; گواچ; گھر نئیں; نئیں لبھ; نئیں مل; اغوا; بھج; نس گ; ڈر; دھمک; چیک; نیل; نشان; سٹ (لگ|وج)~; زخم; دھک; سٹ; ڈگ;
        زبردستی; جبری; ویاہ * (کر|رہے|نئیں); مجبور; ختنہ; سنت; کل(ا|ے|ی)$; اکلے; اکلی; شراب; نشے; خطر; بچاؤ; لک; قتل; ظلم
    """,
    "bengali": """
        laf (di|de|mar|dim)~; lafa; lafd; chade uth; chad theke; chul dhor; chul tan; tene; tenhich; hichr; atke; shock; current; chobi; blackmail;
        video kor; deyal; thuke; mathay bari; rakto; andhokar; pani (dey|day) na; na firl; more (gese|gech|jac)~; চুল ধ; টান; টেনে; হিঁচড়; শক;
        কারেন্ট; আটক; ছবি; ব্ল্যাকমেইল; লাফ; অন্ধকার; পানি দে; মারা (গে|যা)~;
        mar(che|chen|se|sen|be|bo|te|e|echi|ece|eche|lo|tese|teche|ben|tec|dor|dhor|ben|ar|en|chhe|chi|chilo|to|ten|i)$; marpit; maredhore;
        mere (fel|phel|ses|sesh|dhor|dibe|debe)~; pita(che|y|i|se|lo|no|chche|cche|tese|isse|ise|ya)~; petay; petano; pitise; thappor; thapor;
        chor (mare|marse|dise|dey|diyeche)~; lathi; lath(i)? mar; ghushi; kil (ghus|mar)~; laat(hi)? mar; gaye hat; gay hat; hat tol; belt$; churi;
        chhuri; chaku; da (niye|diye)$; boti; kural; pistol; bonduk; guli (kor|mar)~; hatur; khun; khoon; khuno; hotta; rokto; rokt$; shash;
        shas (ni|nicche|bond|nei|nai|ney|nite)~; sash; niswas; nishash; nisshas; dom (bond|atk|nite)~; nil (hoye|hoy)~; oggan; ogyan; aggan;
        gyan (nai|nei|hara|nei)~; gan nai; hush (nai|nei)~; uthche na; uthtese na; ut(h)?(ch|t)~ na; jagche na; jagse na; jagano; norche na;
        norchena; norse na; nore na; norech~ na; nisthej; gola (chep|tip|dhor|chip)~; gola(y)? * (chep|tip|dhor); dube; duba; dubi; khichuni;
        purhe; pure (gese|geche|gelo|gech|jac)~; pur(iy|ie|ise|ia|iye)~; pora dag; porar dag; chhek(a)?; cheka; cigarette; sigaret; har bhang;
        hat bheng; bhenge; osudh~ * (kheye|khaise|khai|gil|khe); oshudh~ * (kheye|khaise|khai|gil); tablet * (kheye|khaise|gil|khai); bish; bleach;
        harpic; gile; (kheye|khaiya) (fel|fal|phe|nis|nise)~; attohot; attahot; atmohot; atmahat; suicid; morte (chai|chay|icch|ise)~;
        more (jabo|jete|jai|jacc|jabe)~; mor(bo|te|e)$; banc~ (chai|ichc|na)~; bach(te|bo) (chai|chay|icch|na)~; bachte; jiboner;
        jibon (ses|rakh|dib|sesh)~; shesh kor; ses kore; fash; fashi; galay dori; galay fas; hat kat; hat ket; rog kat;
        nijeke (kat|mar|shesh|ses|khot)~; jhap; lafiye; chhad theke; dhorshon; dhorsan; rape; jouno; joun; gaye (hat|haat)~;
        shorir~ * (hat|dhor|choy|cho|dey); hat d(e|i)y; hat dey; nogn; nengta; langta; kapor khul; jama khul; pant khul; pent khul; bichana;
        bisana; bichhana; kauke (bol|bolb)~; kauke * bol(ish|is|te|bi)~; kharap (kaj|kotha|bhabe|jaygay|vabe|chobi)~;
        baje (bhabe|kaj|kotha|vabe|jaygay|chobi)~; noshto; agun; dhoa$; dhowa; gas leak; tala; atk(e|iy|ay|ano|ie|aya|ise)~; bondi; bondho kor~;
        bondho kore (rakh|dis)~; bendhe; badhe rakh; khete (dey|day|dicc|dicch|dis|deyn|dite)~ na; khabar (dey|day|dicc)~ na; na khaiye; na kheye;
        nikhoj; nikho; hariye; hara(iya|ise|ye|nor); pacchi na; pachchi na; paitesi na; pai na kothao; khuje (pac|pai|pas|pacc|paw)~ na;
        khuj~ * na; bari (fere|ashe|ase|fire) (ni|nai)~; (fire|fere|fireni|ferni|feren) nai; fere ni; firi nai; fireni; ase nai; ashe nai; asheni;
        aseni; ashe ni; bari fir; ghore fer; tule niye; opohoron; aphoron; kidnap; paliye; palay; palai; palabo; ber kore d(i|e)~; bhoy; voy;
        bhoye; humki; hunki; chitkar; chillac; kalshi; kalsite; kalche; nil dag; dag (ache|dekh|pai|ase)~; jokhom; betha; batha;
        kete (gese|geche|gech)~; jhaka; jhakai; jhakiy; zore * (jhak|dhak|fel); jore * (jhak|dhak|fel|mar|jhaki); achhar; achar; dhakka;
        chure (fel|mar)~; chhure; pore (gese|geche|gech|gelo|gyas)~; jor kore; jor kor; jorkore; jorpurbok; joborodosti; zor kore;
        biye (dite|diye|dicch|dicc|dibe|debe|korte|dey|korai)~; biya (dite|diya|dibe|diye)~; khotna; khatna; musolmani * (meye|koray); eka$;
        eka (rekh|fel|base|bari|ache|ase|thak|ghor)~; ek(l)?a eka; mod (kheye|khai|kha)~; matal; nesha; neshagr; bipod; bipode; bachao; bachan;
        bacan; ambulance; lukiye; luki; lukais; otyachar; nirjaton~ * (kor|hoc|hos); shesh kore; hit kor; beat kor; kosto d;
        মার(ছ|ে|বে|ল|ত|ধ|া|ি)~; মেরে; পিটা; পেটা; পেটে লাথি; থাপ্পড়; চড় মে; লাথি; ঘুষি; বেল্ট; ছুরি; চাকু; বটি; কুড়াল; পিস্তল; বন্দুক; গুলি;
        খুন; হত্যা; রক্ত; শ্বাস; নিঃশ্বাস; দম বন্ধ; অজ্ঞান; জ্ঞান (নে|হা|ফি)~; উঠছে না; জাগছে না; নড়ছে না; নড়ে না; সাড়া (দি|নে)~; গলা (চ|ট|ধ)~;
        গলায় (দড়ি|ফাঁস|চাপ)~; ডুবে; খিঁচুনি; পুড়; পোড়া; ছ্যাঁকা; সিগারেট; হাড় ভ; ভেঙে; ওষুধ * (খেয়ে|খেল); ট্যাবলেট; বিষ; ব্লিচ; হারপিক; গিলে;
        খেয়ে ফে; আত্মহত্যা; মরতে; মরে; বাঁচতে; বাচতে; জীবন শেষ; শেষ করে; ফাঁস; হাত কেটে; হাত কাট; রগ কাট; নিজেকে; ঝাঁপ; ছাদ থেকে; ধর্ষণ;
        যৌন * (কর|নির্যাতন ক); গায়ে হাত; হাত দে; হাত দি; নগ্ন; ল্যাংটা; কাপড় খু; জামা খু; প্যান্ট খু; বিছানায়; খারাপ (কাজ|ভাবে|জায়)~;
        বাজে (ভাবে|কাজ)~; আগুন; ধোঁয়া; গ্যাস; তালা; আটকে; বন্দি; বেঁধে; খেতে দেয় না; খেতে দি; খাবার দে~ না; না খেয়ে; নিখোঁজ; হারিয়ে;
        খুঁজে * না; পাচ্ছি না; ফেরেনি; ফিরে (আসে|নাই)~; আসেনি; বাড়ি আস~ না; তুলে নি; অপহরণ; পালি; পালা; বের করে দি; ভয়; হুমকি; চিৎকার; কালশিটে;
        কালচে; নীল দাগ; দাগ; জখম; আঘাত; ঝাঁকা; ঝাঁকি; ঝাকা; আছাড়; আছড়ে; ধাক্কা; ছুড়ে; ছুঁড়ে; পড়ে গ; জোর কর; জোরপূর্বক; জবরদস্তি; বিয়ে দ;
        খতনা; খৎনা; একা$; একা (রে|ফে|আছে|ঘর|থাক)~; মদ খ; মাতাল; নেশা; বিপদ; বাঁচান; বাঁচাও; অ্যাম্বুলেন্স; লুকি; অত্যাচার; নির্যাতন (কর|হ)~
    """,
}

SOFT = {
    "urdu": """
        tashadud; ziyadti; ghaflat; gharelu; khatra; neel; madad; pareshan; rota; roti; akel; bhook; masla; تشدد; زیادتی; غفلت; خطر; مدد; پریشان;
        رو رہ
    """,
    "punjabi": """
        hinsa; anghaili; laparwahi; khatra; madad; pareshan; ronda; rondi; kall; ਹਿੰਸਾ; ਅਣਗਹਿਲੀ; ਖ਼ਤਰ; ਮਦਦ; ਪਰੇਸ਼ਾਨ; ਰੋਂਦ
    """,
    "punjabi_shahmukhi": """
        تشدد; غفلت; خطر; مدد; روند
    """,
    "bengali": """
        nirjaton; obohela; sohingsota; bipod; sahajjo; kanna; kand; নির্যাতন; অবহেলা; সহিংসতা; বিপদ; সাহায্য; কান্না; কাঁদ
    """,
}

TOPIC = {
    "urdu": """
        policy; report; assessment; update; number; دفتر; نمبر; kya (hai|hota|hoti|hote|hain)$; kia (hai|hota|hoti|hote)$; ka (kya )?matlab;
        training; procedure; form$; leaflet; tareef$; threshold; conference; lado$; gcp; level; core group; guidance; kahan se (mil|le)~; rabta;
        کیا (ہے|ہوتا|ہوتی|مطلب)$; مطلب; تربیت; ٹریننگ; فارم; لیفلیٹ; پالیسی; کانفرنس; میٹنگ
    """,
    "punjabi": """
        report; assessment; update; number; ਦਫ਼ਤਰ; ਨੰਬਰ; ki (hai|hunda|hundi|hunde|hega)$; matlab; training; procedure; form$; leaflet; policy;
        threshold; conference; lado$; gcp; level; core group; guidance; farak; ਕੀ ਹੈ$; ਕੀ (ਹੁੰਦ|ਮਤਲਬ)~; ਮਤਲਬ; ਸਿਖਲਾਈ; ਫਾਰਮ; ਪਰਚਾ; ਨੀਤੀ; ਕਾਨਫਰੰਸ;
        ਮੀਟਿੰਗ
    """,
    "punjabi_shahmukhi": """
        کیہ (اے|ہے)$; مطلب; تربیت; فارم; پالیسی
    """,
    "bengali": """
        report; assessment; update; number; অফিস; নম্বর; mane$; ki jinis; ki jinish; kake bole; training; procedure; form$; leaflet; policy;
        songga; threshold; conference; lado$; gcp; level; core group; guidance; parthokko; মানে; কাকে বলে; প্রশিক্ষণ; ট্রেনিং; ফর্ম; লিফলেট; নীতি;
        কনফারেন্স; মিটিং; আইনি; সংজ্ঞা
    """,
}

ACCOUNT = {
    "urdu": """
        baby; munna; bachay (sar|ak|ro)~; bache (sar|ak|ro)~; mujhe; mujhey; mera; meri; mere; hum$; humein; us(ne|ka|ki|ke|ko)$; wo(h)?$; uski;
        larki; bachi$; bachay ne; beti; beta; aaj; abhi; kal$; raat; shohar; abbu; ammi; keh$; kehta; kehti; bataya; padosi; bhai; مجھے; میرا;
        میری; میرے; اس نے; بیٹی; بیٹا; شوہر; ابو; امی; آج; ابھی; رہا ہے; رہی ہے; بتایا
    """,
    "punjabi": """
        baby; bebe; niyane; nikke; mainu; menu; mera; meri; mere; sanu; oh$; ohne; ohda; ohdi; kudi; munda; dhee; puttar; aj$; ajj; hun$; kal$;
        raat; gharwala; ghar wala; papa; daddy; mummy; kehnd; dass(ya|eya)~; gawandi; bhra; veer; ਮੈਨੂੰ; ਮੇਰਾ; ਮੇਰੀ; ਮੇਰੇ; ਉਸ; ਕੁੜੀ; ਮੁੰਡ; ਧੀ; ਅੱਜ;
        ਹੁਣ; ਰਿਹਾ; ਰਹੀ; ਦੱਸਿਆ
    """,
    "punjabi_shahmukhi": """
        مینوں; میرا; میری; اوہ; کڑی; منڈا; اج; ہن; کہندا; کہندی
    """,
    "bengali": """
        baccha; babu; amar; amake; amader; amra; or$; oke; o$; she$; tar$; meye; chele; aj$; ajke; ekhon; kal; rat; rate; swami; husband; baba;
        abbu; amma; bolche; bolse; bollo; pasher; vai; bhai; আমার; আমাকে; তার; ছাত্রী; ছাত্র; মেয়ে; ছেলে; আজ; এখন; বলছে; বলেছে; স্বামী; বাবা;
        পাশের
    """,
}

ASKS = {
    "urdu": """
        usool; kahan; kidhar; kab$; kaise; kaun; kis$; kisko; kitn; kya (main|hum|aap|mein|ye|koi|ap|meeting)$; kya farq; shukriya; jazak; salam;
        meeting; mulaqat; interpreter; tarjuman; mutarjim; appointment; chahiye; dakhl; kaghaz; کہاں; کب; کیسے; کون; کیا (میں|ہم|آپ|میٹنگ)$; شکریہ;
        سلام; ملاقات; مترجم; چاہیے; داخل; کاغذ
    """,
    "punjabi": """
        niyam; ki$ (niyam|rule); kithe; kithon; kado; kadon; kiven; kaun; kihnu; kinn; ki (main|asi|tusi|eh|koi|meeting)$; ki farak; dhanv; meharb;
        sat sri; meeting; interpreter; appointment; chahid; dakhl; kagaz; ਕਿੱਥੇ; ਕਦੋਂ; ਕਿਵੇਂ; ਕੌਣ; ਕੀ (ਮੈਂ|ਅਸੀਂ|ਤੁਸੀਂ|ਮੀਟਿੰਗ|ਰੈਫਰਲ)$; ਧੰਨਵਾਦ;
        ਦੁਭਾਸ਼ੀ; ਚਾਹੀਦ; ਦਾਖਲ; ਕਾਗਜ਼
    """,
    "punjabi_shahmukhi": """
        کتھے; کدوں; کیویں; کون; مہربانی; شکریہ; چاہیدا; چاہیدی
    """,
    "bengali": """
        onumoti; niyom; kothay; kokhon; kivabe; kibhabe; kemne; kobe; koy; koto; kon$; dhonno; salam; assalam; meeting; interpreter; dovashi;
        appointment; lagbe; dorkar; vorti; bhorti; kagoj; ki (ami|amra|apni|amar)$; কোথায়; কখন; কীভাবে; কিভাবে; কবে; কত; ধন্যবাদ; দোভাষী; লাগবে;
        দরকার; ভর্তি; কাগজ
    """,
}
