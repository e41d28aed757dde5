"""What shows danger in Polish, Romanian, Italian and Portuguese; ``language_danger_south`` has Urdu, Punjabi and Bengali.

Every piece is a regular expression on plain letters that must begin at a word's start: " " between words, "*" for up to three words between,
"~" for the rest of a word, "$" for a word's end. Three tables: ``STARK`` is danger wherever it stands, ``SOFT`` where somebody is spoken of
(``ACCOUNT``), and ``TOPIC`` marks a question about the work, which calms what nobody is spoken of in.
Besides, whoever tells at length of somebody (``ACCOUNT``) and asks nothing of everyday business (``ASKS``) is taken to tell of danger: no list
of words holds all that can be done to a child.
"""

from __future__ import annotations

STARK = {
    "polish": """
        wbil(a)? (mi|mu|jej|sobie)$; upusci(l|la)~ * (dziec|bobas|malu|niemowl|go|ja); wymiot; w pizam; bez opieki; do hotelu; grobu;
        nikt * pilnuj; pilnuje$; bron$; broni$; celuje; strzel; piwnic; po ciemku; na noc w; prad$; pradem; bez ruchu; nie rusza; porazil; poslub;
        slub$ * (zmusz|musi|kaz); wysylaja; szantaz; fotk; nagich; nagimi; zdjecia; zyletk; tnie; potnie; pocia(c|l); wlosy; za wlosy; ciagnie;
        szpital; fioletow; krztus; wydala sie; kaze mi; zwisa; skoczy; mostu$; podtapia; wrzatk; wyrywa; rozwala; demoluje; wybil; zlana; zlala;
        zlal$; zbior; bij(e|a|esz)$; bil$; bila$; bili$; pobi(l|ty|ta|je); zbil$; zbity; zbita; zbila; bic (mnie|mi|go|ja)$; uderz(a|y);
        kop(ie|nal|al)$; kopn; tlucz; zatluc; zatluk; stluk; leje (mnie|go|ja|ich)$; w twarz; po (glowie|twarzy|plecach|nogach)$; pasem$; kablem$;
        kijem$; popchn; popycha; szarp; rzuci(l|la) * w$; rzuca (w|sie|nim|nia|talerz|krzes); zabi(je|c|jac|ja|l|jesz)$; pozabij; zamord; morduje;
        zarzn; poderz; dzgn; zadzg; noz(e|em|a)?$; siekier; mlotk; pistolet; maczet; nozyc; krew$; krwi$; krwi(a|ac); krwaw; nie oddych;
        przesta(l|la|je) * oddych; sinie; siny$; sina$; nieprzytom; przytomn; nie reaguj; nie * (do)?budzi; nie * obudzi; nie rusza sie;
        nie odpowiada$; zemdl; dus(i|zac|il)~; poddusz; udus; za (szyje|gardlo)$; zadlaw; zadlawi; zakrztus; utop; tonie$; topi sie; drgawk; oparz;
        poparz; przypal; papieros; zlama; polkn; tabletk; lyka~ (tabl|lek); lek(i|ow) * (wzi|lykn|polk|naraz);
        wypi(l|la) * (wybiel|domest|kret|plyn|chlor|alko|wod|srod); nalyk; przedawk; samoboj; nie chc(e|ac)( mi| juz| sie| mu| jej)* zyc;
        zyc mi sie nie; odebrac sobie; zabic sie; powies; wiesza sie; tnie sie; ciac sie; pocie(la|l); pocial; ciela sie; podcie; podcia; zyly$;
        skocz(yc|y) (z|pod)$; gwalc; zgwalc; gwalt; molest; obmac; dotyka~; majt; rozbier~; rozebra; do lozka; mojego lozka; nagi(e|ch)$; intymn;
        wklada~; pali sie$; sie pali$; pozar; podpal; ogien$; dym$; gazem$; ulatnia; zamkn; zamyka mnie; zamkni; uwiezi; zwiaza; przywiaz;
        nie daj(a|e) * jesc; glodz(i|on|a); zaginal; zaginel; nie wroci; znikn; nie ma (jej|go) (w|od|nigdzie|juz); nie moge (go|jej|ich) znalezc;
        zgubil; porwa; porywa; uciek(am|l|a|la|ne|nie); uciec$; chce uciec; wyrzuci(l|li) (mnie|go|ja) * domu; boj(e) sie$; sie boje$; sie boi$;
        boi sie$; przeraz; grozi(l|la|c)?$; krzyczy; krzycza; wrzeszcz; drze sie; siniak; siniec; since$; sinc(e|ow|a)$; posiniacz;
        slady? * (na|po)$; potrzas; trzas(l|n); trzesie; wiotk; beda * obrzez; wycia(c|na|c jej); na sile; zmusz; wywie(z|sc); wywioz;
        wydac * za maz; wyjsc za maz; za maz * (zmusz|wyda|musi); (sam|sama|same|samo|sami) w (domu|mieszk); same$ na;
        zostawi(l|la)~ * (sam|same|sama|samo|samego)$; pijan; nacpa; po alkoholu; krzywdz; skrzywdz; ratun; ratuj; karetk; na pomoc;
        pomocy$ (maz|tata|mama|on|moj|szybk|natych); ukry(wa|lam|lem|lismy); schowa(l|lam|lem|lismy); wyskocz; wyrzuc~ przez; spad(l|la) (z|ze)$;
        spadl; wypad(l|la) z; przejech; potraci; rurk; atak(uje|owa); wyzyw; zneca; maltret; wykorzyst~ * (mnie|ja|go|corke|syna); wykorzystuje$;
        calowa~ mnie; nagra(l|wa) * (mnie|ja|jak); dragi$; handluj; gang; krzycz
    """,
    "romanian": """
        nu( ii| le| o| il)? pazeste; nesupraveg; in pijama; mormant; infipt; vomit; hotel$; sare$; sar$; se arunca; ma arunc; pe bloc; pe acoperis;
        pivnit; beci$; intuneric; fara apa; facut (un )?rau; face (un )?rau; rau unui; curent; trage de par; trage * par; cu piciorul; piciorul in;
        picioare; lovituri; nu( se)? misca; poze; santaj; viol; toporis; nu( mai)? raspunde; a plecat * (aseara|ieri|noapte); lipseste; de negasit;
        geam$ * (sar|arunc); unu(l)? batran; casatoreasca; vinetie; vanat; ma pune sa; inecat; rupt; spart; spital; electrocut; moare; mort$;
        se taie; cere sa ma dezbrac; tinut * (camera|pivnit|casa); tine (incui|inchis|in pivn); omoare; bate$; batut; bat(e|ea) (pe|ma)$; ma bate;
        il bate; o bate; loveste; lovit; lovea; palm(a|e|uit)$; pumn; picioare in; cureau; (cu|un) (bat|furtun|cablu)$; impins; impinge;
        tras de par; trantit; arunc(at|a) * in; omor; omoar; ucid(e|a)?$; ucis; injungh; cutit; topor; ciocan; pistol; foarfec; sange; sangera;
        nu( mai)? respir; nu * respira; vanat la; s a invinetit; inconstient; lesin; nu( isi| si)? (revine|raspunde)$; nu se trez; nu * trezesc;
        nu * trezeste; nu se misca; sugrum; strang(e|us)? de gat; strans de gat; de gat$; inec; sufoc; convuls; arsur; ars$; oparit; fript; tigar;
        rupt$; fractur; inghit; pastil; medicament~ * (luat|inghit); luat * (pastil|medicament); supradoz;
        baut * (clor|inalb|detergent|solut|otrav|spirt|domestos); a baut clor; otrav; sinucid; sinucig; nu( mai)? (vreau|vrea) sa * trai; sa mor$;
        sa moara; vreau sa mor; spanz; se taie$; ma tai$; taiat * (vene|mana|mainile|bratele|incheiet); taie * venele; arunc~ de pe;
        sar(a|i)? de pe; sara (de|in); viol(at|ea|a)?$; violeaz; abuz(eaz|at|ata)$; abuzeaz; pipai; atins$; ating~ * (intim|jos|acolo); atinge;
        molest; chilot; dezbrac; in pat(ul)? * (mea|meu|ei|lui|noaptea)$; patul (meu|ei|lui); poze (goal|nud); goala$; dezgolit; foc$; incend;
        arde$; fum$; gaz$; incui(at|a|e); inchis (in|pe|ma)$; inchisa (in|pe)$; legat(a)? (de|la|cu)$;
        nu( imi| ii| mi| ne| le)* da(u)? * (mancare|manance|manc); flaman; infomet; disparut; dispar(ea)?$; nu s a( mai)? intors;
        nu (il|o|l|le)( mai)? gas; nu a( mai)? (ajuns|venit) acasa; pierdut * (copil|fetit|baiat); rapit; rapesc; fug(it|i|e)?$; sa fuga;
        fuga de acasa; am fugit; dat(a)? afara din casa; frica$; speriat; teama$; tem$; ingroz; amenint; tipa$; urla; zbiar; vanata; scutur; zgalt;
        moale$; moarta$; cu forta; fortat; forteaz; oblig; sa (o|se|ma|il) marit; marita; casator~ (fort|cu fort); sa (ma|se|o) casator~; mutil;
        (taie|tai(a|e)) (acolo|jos); sa o taie; circumci; singur(a|i|e)? * (acasa|casa|noapte); lasat~ * singur; beat$; beata$; baut$; drogat;
        drog; ranit; raneste; ranesc; pericol; ajutor$ (sotul|tata|ma|il|mama|sot); ambulant; salvat; salvare; m am ascuns; ne am ascuns;
        ascuns (in|sub)$; ascundem; cazut (de|pe|din)$; cade de; abuzat; ma fort; maltrat; tortur; chinui; exploat~ * (ea|el|fata);
        vinde~ (drog|fata)
    """,
    "italian": """
        cantina$; al buio; si butta; si lancia; sul tetto; sul cornicione; finestra$ * (butt|salt|caduto); ricatt; intim;
        foto (intime|nude|hot|nuda); scossa$; immobile; trascin; capelli; calci$; sbattut; sbatte; contro il muro; perd(o|e|eva) * sangue; pistol;
        fucile; del male$; fatto male; fa male; n?non? risponde piu; non si trova; e uscit(a|o) * (non|ieri); la mandano * spos; sposare;
        sposarsi * (per forza|obblig|vecchio|cugino); spogliar; viola$; cianotic; ospedale; muore; morto; morta; sta morendo; tremano; lametta;
        taglia$; mi taglio; picchia; pest(a|ato|ata|ano)$; mena(to|ta|no)?$; botte$; bott~ * (mi|lo|la); schiaff; pugn(o|i)$; calci(o)?$;
        calci(ato)$; colpit; colpisc; cinghi; cintura; bastone; spint(o|a|e)$; spinge; strattona; tirat~ per i capelli; lancia(to|ta)$; ammazz;
        uccid; uccis; accoltell; coltell; martello; forbici; pistola; ascia$; sangu; n?non? respira; nn respira; non respir;
        bl(u|u in) (in|la)? ?faccia; svenut; svien; incoscien; priv(o|a) di sensi; n(o)?n (si sveglia|risponde|reagisce|si muove|riesco a svegli);
        non si * sveglia; strozz; strangol; per il collo; al collo$; collo$; soffoc; annega; annegat; affog; convulsion; bruciat;
        brucia(to|tur|no|re)?$; bruciatur; ustion; scottat; sigarett; rott(o|a|e)$; frattur; pillol; pastigli; medicin~ * (preso|pres|tutt|ingoi);
        preso * (medicin|pastig|pillol|farmac|pasticc); ingoi; inghiott; bevut~ * (candeg|varech|deters|acido|ammon|veleno); candeggina; velen;
        overdose; suicid; n(o)?n (voglio|vuole)( piu)? vivere; voglio( solo)? morire; vuole( solo)? morire; morire$; farla finita;
        si (impicca|butta|taglia)$; mi (taglio|ammazzo|butto)$; buttar(si|mi)$; impicc; tagliat~ * (vene|polsi|braccia); vene$; polsi$;
        si fa(ceva)? del male; farsi del male; mi faccio del male; violent(a|ato|ata)$; violentat; stupr; abusa(va)?$; abusa di; abusat; molest;
        tocca(va|to|ta|no)?$; mutand; mi spoglia; spoglia(re|to|ta)?$; nel (mio|suo) letto; nud(a|o|e)$; foto nud; palpa; palpegg; incendi; fuoco$;
        fiamm; fumo$; sta bruciando; gas$; chius(o|a|i|e) (a chiave|in|dentro|nel|nella|fuori); chiudono; rinchius; legat(o|a) (a|al|alla|con)$;
        n(o)?n (mi|gli|le|ci|lo|la)( fanno| fa)? ?da(nno)? * (mangiare|cibo); non mangia da; affam; digiun; scompar; spari(to|ta)$;
        n(o)?n e( piu| ancora)? (tornat|rientrat|rincasat); non (lo|la|li) trov; non si trova( piu)?$;
        non trovo (piu )?(mio|mia|il|la) (figli|bamb|bimb); persa$; rapi(to|ta|re|sce)$; scapp; fugg; fuga$; cacciat~ di casa; paura; terror;
        spavent; minacc; url(a|ano|ando|ava)$; grida$; gridano; livid; ematom; segni (sul|sulla|di|addosso|alle|ai); scoss(o|a)$; scuot; scroll;
        moll(e)$; flosci; per forza; obblig; costrin; farla sposare; sposar~ (per|con|a forza|un uomo|uno); farl~ sposare;
        mi (fanno|vogliono far) sposare; matrimonio * (forz|obblig|combinat) * (mia|sua|domani|pakistan); infibul; mutil;
        circoncis~ * (bambina|lei|la); farla tagliare; tagliarla; da sol(o|a|i|e)$; sol(o|a|i|e) (in|a) casa; abbandon; ubriac; bevuto$;
        drog(a|ato|ata|he)$; ferit; pericolo; aiuto$ (mio|il|papa|la|mi|sta|lui|aiuto); aiutatemi; aiutami; ambulanza; nascost; ci siamo chius;
        cadut~ (dal|dalla|dalle|giu); precipit; lividi; maltratt; sfrutt~ * (lei|lui|lo|la); spacci; fa del male; faceva male; mi fa male;
        gli fa male; le fa male
    """,
    "portuguese": """
        de pijama; ninguem (olha|toma conta); espet; vomita; num hotel; garfo; as escuras; cave$; no escuro; trancad; telhado;
        janela$ * (atir|salt|cair|caiu); se atira; atirar; vai se atirar; chantag; fotos; nua$; roupa$; tir(a|ar|ou)( me)? a roupa; choque;
        nao se mexe; arrast; cabelos; puxa(r|ou)? * cabel; contra a parede; cabeca aberta; pistol; espingard; tiro(s)?$; lhe fez mal; fez mal;
        rox(a|o); n(ao)? atende; saiu * (ontem|noite|nao volt|nao atend); casar com; vai ser mandad; mandam na * (casar|terra); hospital;
        morre(u)?$; morto; morta; esta a morrer; ta a morrer; lamina; corta$; me cort; queimou;
        bat(e|eu|er|em|ia|endo)( me| lhe| lhes| na| no| nela| nele|$); bater; espanc; surra(r)?$; porrada; tareia; chapad; estalo(s)?$;
        murr(o|os)$; soc(o|os)$; soco; pontap; chut(a|ou|es)$; cinto$; cintada; com (um )?pau$; paulada; empurr; atir(ou|a) * (contra|com|a|ao)$;
        puxou * cabelo; mata(r|r me|r se|r nos)?$; mat(a|ou|am|ar|e) (a|o|me|se|nos|todos|toda|te|ela|ele)$; matar; matou; morrer; esfaque;
        faca(da|das|s)?$; facao; martelo; pistola; arma$; tesoura; machado; catana; sang(ue|ra|rar|rando); deitar sangue;
        n(ao)? (ta|esta|consegue)( a| conseguindo)? ?respir; n(ao)? respir; parou de respirar; nao * respira; rox(o|a)$; inconsci; desmai;
        n(ao)? (acorda|responde|reage|se mexe|mexe); nao * acord(a|ar|o)$; estrangul; apert~ * (pescoco|garganta); pescoco$; sufoc; asfix; engasg;
        afog; convuls; queima; queimad; arder$; ardendo$; cigarro; partid~ * (braco|perna); fratur; engol; comprimid;
        remedio~ * (tomou|todos|muit); tom(ou|ei|ar) * (comprimid|remedio|lixiv|veneno|pastilh);
        beb(eu|i) * (lixiv|agua sanit|deterg|amonia|acido|alcool|veneno|produto); lixivia; veneno; overdose; suicid;
        n(ao)? (quero|quer)( mais)? viver; (quero|quer|queria|vou|vai) (so )?morrer; acabar com (a|tudo|a minha); se (matar|enforc|cort|mat);
        enforc; corta se; cortou (se|os pulsos|as veias); cort(a|ar|ou) (os|as|o|a|se)? ?(pulso|veia|braco|la); corta se$; me corto; pulsos$;
        veias$; atir(ar|ou) se; saltar (da|do|de)$; fazer mal; faz(er)? * mal$; automutil; viol(a|ou|ada|ado|ar|ava|am)$; violad; estupr;
        abus(a|ou|ava|ada|ado|am)( de|$| dela| dele); molest; toca( me| nela| nele| lhe| no| na|$); toc(ou|ava|ar)( me| nela| nele| lhe|$); apalp;
        cuecas; calcinha; despe; despir; tira~ a roupa; na (minha|sua) cama; cama (dela|dele|comigo|com ela); nu(a|as)$; nudes; incendio; fogo$;
        fumo$; fumaca; cheira * gas; fech(ou|aram|ada|ado|am|a) * (chave|quarto|dentro|fora|casa|armario|cave|me); tranc(a|ou|ada|ado|aram|am);
        presa?o? (no|na|em)$; amarr; n(ao)?( me| lhe| nos| lhes)? d(a|ao|eram)( me| lhe| nos| lhes)? (de )?(comida|comer); passa(r|ndo)? fome;
        fome$; desaparec; sumiu; n(ao)? voltou; n(ao)? (a|o|as|os) encontr; nao encontro * (filh|menin|bebe|miud); n(ao)? apareceu;
        nao chegou (a|em) casa; perdi * (filh|crianc); rapt; sequestr; fug(ir|iu|i|imos)$; fujo; fugida; expuls~ de casa;
        pos( me|ta)? (fora|na rua); medo; pavor; apavor; aterr; ameac; grita; gritos; berra; aos berros; nodoa~ negra; hematom;
        pisad(o|a|ur)~ * (cara|braco|bebe); roxos; marcas (de|no|na|nas|nos)$; abana; abanou; sacud; chocalh; mole$; a forca; com forca;
        obrig(a|ou|am|ava|aram)$; forcad~ (a casar|ela)?; forcar; casar~ * (forca|ela|obrig|com um); casa la; mutil;
        excis(ao|ada|ar) * (ela|filha|menina|ferias|vai|vao); corta la; fanado; circuncis~ * (menina|ela|filha);
        sozinh(a|o|as|os)( em| a| no| na| com| desde| toda|$); abandon; bebad; embriag; drog(a|ado|ada|as)$; magoa; maguou; ferid; perigo; socorro;
        ajud(a|em|e) (por favor )?(o meu|ele|ela|meu|a minha|me)$; ajudem; ambulancia; escond(ido|ida|idos|i|emos|er); escondid;
        ca(iu|i) (das|da|do|de)$; maltrat; tortur; vende(r)? drog; parte (todo|toda|a cara|me); parto te; esconder; atac(a|ou)
    """,
}

SOFT = {
    "polish": """
        przemoc; wykorzyst; zaniedb; krzywd; siniak; brudn; glodn; boi$; boje$; strach; placz; agres; pije$; pil$; cpa; narkot; obrzez; malzenstw;
        molest; niebezp; pomocy; martwie; smutn; depresj; rana$; ran(y|e)$; sama$; same$
    """,
    "romanian": """
        violent; abuz; neglij; vanat; murdar; foame; flamand; plange; agresiv; bea$; bautur; casator; mutil; ajutor; ingrijor; depres; trist;
        rana$; rani$; singur; tem; pericol; ars(a)?$
    """,
    "italian": """
        violenz; abus; trascur; maltratt; sporc; fame$; piang; aggress; beve$; matrimon; mutil; aiuto; preoccup; depress; triste; ferit;
        sol(a|o|i|e)$; pericol; male$
    """,
    "portuguese": """
        violenc; abus; neglig; maltrat; sujo; suja; fome; chora; agress; bebe muito; casamento; mutil; ajuda; preocup; depress; triste; ferid;
        sozinh; perig; mal$
    """,
}

TOPIC = {
    "polish": """
        co to$; co oznacza; co znaczy; szkolen; procedur; formularz; ulotk; polityk; definicj; prog$; progi; konferencj; lado$; gcp; przepis;
        wytyczn; statyst; dokumentacj; szablon; strateg; jak wypelnic; gdzie znajd; kogo moge zapytac; jak czesto; jak dlugo; czy macie;
        czy jest jak; jaka jest roznica; jakie sa; kurs; gdzie moge zglosic; podejrzenie
    """,
    "romanian": """
        ce este; ce inseamna; curs; procedur; formular; brosur; pliant; politic~ (de|a)$; defini; prag; conferint; lado$; gcp; ghid; statist;
        dosar; sablon; strategi; cum completez; unde gasesc; cat de des; cat timp; aveti; care e diferenta; care sunt; sesizar; instruir; trimiter
    """,
    "italian": """
        cos e; che cos; cosa (vuol|significa|sono|si intende); cors(o|i)$; formazion; procedur; modulo; opuscol; volantin; politica; definizion;
        soglia; soglie; conferenz; lado$; gcp; linee guida; statistic; documentaz; modello; strategi; come compilo; dove trov; ogni quanto;
        quanto tempo; avete; qual e la diff; quali sono; segnalazion; a chi (posso|devo) (chied|segnal)
    """,
    "portuguese": """
        o que e$; que significa; o que sao; formac; procediment; formulari; folheto; panflet; politica$; definic; limiar; conferenc; lado$; gcp;
        guia; estatist; processo; modelo; estrateg; como preencho; onde (encontro|posso encontrar); com que freq; de quanto em; quanto tempo;
        qual e; quais sao; encaminhament; curso; referenc; denuncia(r)?$
    """,
}

ACCOUNT = {
    "polish": """
        maluch; dwoje; dzieci (same|chodz|bieg|plac|krzycz); niania; opiekunka; mna$; ze mna; mnie$; mi$; moj; moja; moje; mojego; mojej; nasz;
        ona$; on$; jego$; jej$; nas$; corka; corke; corki; syn(ek)?$; syna; uczen; uczennic; dziewczyn; chlop(iec|czyk|ca); sasiad; brat; siostr;
        dzis; teraz; wczoraj; zaraz; powiedzial; mowi$; napisal; boje; jestem$ (w|sam)
    """,
    "romanian": """
        copii (mici|plang|singuri|umbla); bebelus; doi copii; ma$; mi$; m$; mea$; meu$; mei$; el$; ea$; i$; fetita; baiat; fiul; fiica; elev;
        vecin; frate; sora; sotul; azi; acum; ieri; aseara; spus; zice; zis; scris; mama; tata; eu$
    """,
    "italian": """
        due bimbi; neonato; con me; mi$; mio; mia; miei; lui; lei; figli(o|a); bambina; bimb; alunn; ragazzin; vicin(o|a|i)$; fratell; sorell;
        marito; compagno; oggi; adesso; ora$; ieri; stasera; stanotte; ha detto; dice$; racconta; scrive; papa$; mamma; padre; madre; zio
    """,
    "portuguese": """
        duas criancas; criancas (pequen|sozin|na rua|a chorar); bebe$; miud; comigo; me$; meu; minha; ele$; ela$; dela; dele; filh(o|a)$; menin;
        alun; vizinh; irma; irmao; marido; namorad; hoje; agora; ontem; noite; disse; diz$; contou; escreveu; pai$; mae$; tio$; padrasto
    """,
}

ASKS = {
    "polish": """
        komu; zasad; co (to|oznacza|znaczy|robi sie)$; jak (sie|wyglada|moge|wypel|dlugo|czesto|duzo|dziala)~; gdzie; kiedy;
        kto (to|moze|jest|przychodzi|odpow)~; ktor; czy$; ile$; jaki; jaka$; jakie$; dlaczego; do (kogo|jakiego); chcial(a)?bym; dziek; spotkani;
        tlumacz; wizyt; zapisa; plan$; raport; dokument; numer; zgod(a|y|e)$; urzed; decyzj; szkoly podstaw; zasilek; zasilk
    """,
    "romanian": """
        ce (este|inseamna|e)$; cum (se|pot|decurge|completez|functioneaza)$; unde; cand (se|e|a|este)$; cine (e|poate|vine|este)$; care; cat$;
        cata$; cui; as vrea; as dori; multumesc; mersi; intalnir; sedint; interpret; programar; plan$; raport; document; numar; acord(ul)?$;
        decizi; birou; inscri; ajutor financ; alocat
    """,
    "italian": """
        cosa (vuol|signif)~; come (si|posso|funz|fac)~; dove; quando; chi (e|puo|partec|decide)~; quale; qual$; quanto; quanti; perche (serve|si);
        vorrei; avrei; grazie; riunion; incontr; interpret; appuntament; piano$; verbale; document; numero; consenso; decision; ufficio; iscri;
        assegno
    """,
    "portuguese": """
        o que (e|signif|sao)~; como (se|posso|func|faco para|preench)~; onde; quando (foi|e|sera|se|posso|comeca); quem (e|pode|vai|decide)~; qual;
        quais; quanto; quantas; gostaria; queria (saber|perg|marc)~; obrigad; valeu; reuniao; interprete; marcac; plano$; ata$; relatorio;
        document; numero; consentim; decis; escritorio; inscri; abono; subsid
    """,
}
