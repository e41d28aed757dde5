"""Shorthand, slang and frequent misspellings, each with the plain words it stands for."""

from __future__ import annotations

_TABLE = """
    a lot: alot; about: abt; ambulance: ambo amb; and: nd; anyone: any1; are: r; are not: arent; at the moment: atm; baby: bby babe bubba
    bub; baby is: babys; because: bc cos coz becuase; been: bn bin; before: b4; birthday: bday; blue: bloo; boyfriend: bf; boyfriend is:
    bfs boyfriends; breathing: brething brethin breathin; can: cn; can not: cant cannot; cant: cnt; child: cyp yute; child is: childs;
    coming: cumming comin; could: cld cud; could not: couldnt; cousin: cuz; dad: daddy father da; dad is: dads daddys; dead: ded; did not:
    didnt; do not: dont; does not: doesnt; doing: doin; domestic abuse: dv; dont: dnt; dying: dieing dyin; every time: everytime; forcing:
    forceing; from: frm; getting: gettin; girl: grl; girlfriend: gf; going: goin; going to: gonna gunna gna gona gon finna; good: gud; got
    to: gotta; grandad is: grandads; had not: hadnt; has not: hasnt; have: av hav; have not: havent; he is: hes hez; he would: hed; health
    visitor: hv; hit: skelp; hits: skelps; hitting: hittin hitin; home: hme hm; hospital: hospitalised; hour: hr; hours: hrs; house: hse;
    hurt: hert; i am: im; i have: ive; is not: isnt aint; it is: its; just: jst jus; kill: unalive kil; kill myself: kms; knife: nife knif
    knive kinfe; last: lst; little: lil wee; manager: mgr mngr;
    marry: mary; medication: meds; message: msg; messages: msgs mssgs; minutes: min mins; month: mth mnth mo;
    months: mths mnths mos; mum: mam mom mummy mother; mum is: mums mummys; nan is: nans; night: nite; noone: no1 nobody nowun; noone is: noones;
    nothing: nothin; overdose: od; overdosed: oded; paracetamol: paras; people: ppl; phone: fone; please: pls plz; rambo knife: rambo;
    raped: rapped rapd; right: rite; right now: rn; said: sed; saying: sayin; says: sez; scared: skared; school: skool; seizure: ceizure
    siezure; self harm: self-harm selfharm sh; self harming: selfharming; sexual abuse: csa; she is: shes shez; should: shd shld; should
    not: shouldnt; someone: sum1 some1; someone is: someones; something: smth sumthing; stabbed: stabed merked; stepdad: stepfather;
    stepdad is: stepdads; stepmum: stepmother; suicide: sewerslide suiside sucide suicde; tablets: tabs; that: dat; that is: thats; the:
    teh; their: thier; there is: theres; they are: theyre theyr; they have: theyve; think: fink; this: dis; though: tho; today: 2day tday;
    told: telt tld; tomorrow: tmrw tmr tomoz 2moro; tonight: 2nite tonite; trying: tryin; trying to: tryna; uncle is: uncles; until: til
    till; want to: wanna wana; was not: wasnt; we have: weve; week: wk; week old: wo; weeks: wks; what: wot wat; what is: whats wots; when:
    wen; who is: whos; will not: wont; with: w wiv wiht; would: wld wud wd; would not: wouldnt; year: yr; year old: yo y/o; years: yrs; you:
    u; you are: youre; you have: youve; young people: yps; young person: yp; your: ur
"""

SHORTHAND: dict[str, str] = {
    short: plain.strip() for plain, shorts in (entry.split(":") for entry in " ".join(_TABLE.split()).split("; ")) for short in shorts.split()
}
