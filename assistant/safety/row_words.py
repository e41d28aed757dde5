"""What a line of the table of dangers is, and groups of words that several lines share."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.safety.signals import pattern


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words that point to one row with one weight."""

    row: str
    weight: int
    match: re.Pattern[str]


def words(row: str, weight: int, *sources: str) -> Words:
    """A line of the table; several patterns are alternatives."""
    return Words(row=row, weight=weight, match=pattern("|".join(sources)))


WEAPON = (
    r"(?:knife|knives|blade|machete|gun|shotgun|firearm|sword|axe|hammer|crowbar|baseball bat|bat|"
    r"cricket bat|iron bar|metal bar|acid|petrol|lighter fluid|screwdriver|scissors|razor|weapon|zombie "
    r"knife|bottle|stanley knife|hatchet|chisel|samurai)"
)
HURTS = (
    r"(?:hit|hits|hitting|beat|beats|beating|beaten|punch|punches|punched|punching|kick|kicks|kicked|"
    r"kicking|slap|slaps|slapped|slapping|strangle|strangled|strangling|strangles|throttl\w+|choke|"
    r"chokes|choked|choking|batter\w*|thump\w*|attack|attacks|attacked|attacking|assault\w*|stab|stabs|"
    r"stabbed|stabbing|shoot|shoots|shot|kill|kills|killed|killing|murder|burn|burns|burned|burnt|"
    r"burning|drown\w*|hurt|hurts|hurting|headbutt\w*|whack\w*|smack\w*|belt|belts|belted|belting|"
    r"whip\w*|smother\w*|suffocat\w+|shake|shakes|shaken|shook|shaking|throw|throws|threw|thrown|throwing|"
    r"drag|drags|dragged|dragging|bite|bites|biting|bit|smash\w*|lash\w*|lamp\w+|leather\w*|clout\w*|"
    r"knock\w*|pin|pinned|grab|grabbed|grabs|grabbing|rag\w*|push|pushed|pushes|pushing|shove\w*|abus\w+|"
    r"lock|locks|locked|torture\w*|scald\w*|poison\w*|starv\w+)"
)
DO_HURT = (
    r"(?:hitting|beating|punching|kicking|strangling|throttling|choking|battering|attacking|stabbing|"
    r"shooting|smashing|dragging|drowning|suffocating|smothering|shaking|throwing|headbutting|killing|"
    r"burning|biting|hurting|slapping|thumping|assaulting|chasing|battered|stabbed|shot|strangled|"
    r"attacked)"
)
SELF = r"(?:himself|herself|themself|themselves|hisself|themselfs|myself|theirself|her self|him self|my self)"
LIFE = r"(?:his|her|their|my|his own|her own|their own|my own)"
PARTS = (
    r"(?:private (?:parts?|areas?|bits)|privates|bits|bum|bottom|willy|willie|winkie|penis|vagina|"
    r"fanny|noo ?noo|minnie|tuppence|foof|foo ?foo|down there|boobs?|breasts?|chest|boobies|flower|"
    r"genitals?|crotch|between (?:her|his|my|their) legs|cookie|front bottom|knickers|pants|underwear|"
    r"nappy|tummy|under (?:her|his|my) (?:clothes|skirt|top|pjs|pyjamas|covers|shirt))"
)
SECRECY = (
    r"(?:can|could|may|if) i (?:tell|say|show) you (?:something|a thing|this|a secret)(?: \w+){0,3} (?:not|do not|will not|wont|never|promise)"
    r"(?: \w+){0,2} (?:tell|telling|say|saying|repeat)"
)
MARKS = (
    r"(?:bruis\w+|black eyes?|bite ?marks?|hand ?prints?|hand marks?|finger ?marks?|finger ?prints?|"
    r"slap marks?|belt marks?|marks?|welts?|burns?|burn marks?|cigarette burns?|scalds?|cuts?|gash|"
    r"scratches|scratch marks?|lumps?|swelling|swollen \w+|split lip|fat lip|busted lip|bust lip|cut "
    r"lip|broken \w+|fracture\w*|injur\w+|wounds?|red marks?|grip marks?|grab marks?|loop marks?|rope "
    r"marks?|ligature marks?|strangulation marks?|petechiae|blood|sores?|rug burns?|torn frenulum|"
    r"frenulum|bald patch\w*|clumps of hair)"
)
BABY = (
    r"(?:baby|babies|newborn|new born|neonate|infant|prem|twin|\d{1,2} (?:day|week)s?(?: old)?(?! (?:in|into|ago|later|after|since|on from|"
    r"late|to go|running|in a row|straight|notice|now since)\b)|(?:two|"
    r"three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?:day|week)s? old|[1-7] months?(?: "
    r"old)?|(?:one|two|three|four|five|six|seven) months? old|[1-7] month old|8 months? old|[1-7]m|"
    r"little one|bubs|non ?mobile|immobile|not (?:yet )?(?:mobile|crawling|rolling|walking|moving)|"
    r"can not (?:walk|crawl|roll|move|sit)|pre mobile|wheelchair|does not (?:roll|crawl|walk)|hoisted|"
    r"non ambulant|bedbound|profoundly disabled|pmld)"
)
GONE = (
    r"(?:missing|gone missing|went missing|has gone|disappeared|vanished|absconded|awol|run away|ran "
    r"away|running away|ran off|run off|runaway|run out|ran out|walked out|wandered off|climbed out|"
    r"climbed over|escaped|done a runner|bolted|legged it|scarpered|not come (?:home|back)|did not "
    r"come (?:home|back)|not (?:came|returned|turned up|arrived|been seen|been home|been back|got "
    r"home|made it home|back yet|home yet|come out)|never (?:came|come|turned up|arrived|made it|got) "
    r"(?:home|back|in|to)?|can not (?:find|locate|reach)|not be found|no sign of|lost (?:him|her|them|"
    r"a child|<our>)|do not know where|no idea where|not answering (?:his|her) phone|phone (?:is )?(?:off|"
    r"dead|switched off)|whereabouts unknown|not in (?:his|her|their) (?:bed|room)|bed (?:is |was "
    r")?(?:empty|not slept in)|slipped out|snuck out|left (?:the )?(?:site|premises|building|school)|"
    r"whereabouts)"
)
STAFF = (
    r"(?:teacher|head ?teacher|deputy head|headmaster|headmistress|head of \w+|the head|our head|my "
    r"head|tutor(?! group)|form tutor|supply(?: teacher)?|ta|tas|teaching assistant|hlta|lsa|1:1|one "
    r"to one|coach|coaches|instructor|staff|member of staff|staff member|colleague|co worker|co-worker|"
    r"manager|nursery (?:nurse|worker|staff|assistant|manager|practitioner)|key worker|keyworker|key "
    r"person|childminder|child minder|foster carer|foster dad|foster mum|foster carers|imam|priest|"
    r"vicar|pastor|madrassah? teacher|mosque teacher|hafiz|ustad|molvi|maulana|rabbi|quran teacher|church \w+|youth (?:worker|leader)|"
    r"scout leader|cub leader|brownie leader|guide leader|leader|driver|taxi driver|bus driver|escort|"
    r"chaperone|volunteer|helper|mentor|caretaker|site manager|cleaner|dinner lady|lunchtime supervisor|"
    r"midday supervisor|nurse|doctor|gp|hca|social worker|support worker|residential worker|care worker|"
    r"childrens home staff|dsl|governor|police officer|pcso|officer|trainer|referee|lifeguard|physio|"
    r"therapist|counsellor|after ?school club (?:leader|worker|staff)|club leader|worker|practitioner|"
    r"room leader|apprentice|student teacher|trainee|pe teacher|music teacher|swimming teacher|dance "
    r"teacher|tuition teacher|sir|miss|receptionist|it technician|technician|cover supervisor|pastoral "
    r"lead|sendco|senco|(?:mr|mrs|ms|miss|sir)(?: \w+)? (?:in|from|who teaches|that teaches) (?:year|class|reception|the office|pe|"
    r"maths|english|science)|employee|nanny|au pair|babysitter|professional|adult in school|adult at (?:school|"
    r"club)|principal|proprietor|cover (?:teacher|bloke|lady|woman|man|guy|staff|tutor)|cover(?= (?:has|had|just|got|grabbed|pinned|hit|threw|"
    r"shoved|pushed|dragged|slapped|held|in (?:year|class|maths|english|science|pe)))|respite (?:carer|worker|staff)|(?:lunch ?time|midday|dinner|"
    r"kitchen|playground|agency|bank|transport|care|nursery|school|club|sports?|pool|camp|holiday club) (?:staff|lady|ladies|supervisors?|"
    r"assistants?|worker|"
    r"bloke|man|woman|teacher)|bus (?:man|lady|monitor|assistant)|passenger assistant|(?:contact|family) (?:supervisor|support worker)|umpire|"
    r"bloke who (?:runs|"
    r"coaches|teaches|drives)|(?:man|woman|lady|guy) who (?:runs|coaches|teaches|drives) (?:the|our|their|his|her)|deacon|rabbi|choir ?master|"
    r"sunday school "
    r"teacher|akela|brown owl|(?:hostel|childrens home|home) (?:staff|manager|worker)|chaplain|hoy|head of year|taxi (?:man|bloke|lady|woman)|"
    r"(?:my|our|the|her|his) (?:deputy|owner|number two|2ic|boss|line manager|key ?worker)|room lead(?:er)?|line manager|"
    r"(?:the|our|my|a|school|nursery|club) (?:cook|chef)|invigilator|lollipop (?:man|lady)|peripatetic \w+)"
)
# Force against a child: a verb, and within a few words a child, a part of the body, a wall or floor. Grips and holds need what is gripped.
_FORCE = (
    r"(?:flick\w*|slung|sling\w*|lob|lobs|lobbed|lobbing|chuck\w*|hurl\w*|launch\w*|fling\w*|flung|yank\w*|tugg?\w*|haul\w*|drag\w*|jab\w*|"
    r"pok(?:e|es|ed|ing)|prod\w*|elbow\w*|knee[ds]|kneeing|trip(?:ped|s|ping)|stamp\w*|stood on|sat on|scratch\w*|nip(?:s|ped|ping)|cuff(?:s|ed|ing)|"
    r"clip(?:s|ped|ping)|swing|swings|swung|swinging|laid into|went for|decked|floored|nutted|boot(?:ed|s|ing)|pulled|pulls|pulling|strik\w+|"
    r"struck|wallop\w*|clobber\w*|batter\w*|"
    r"belt(?:s|ed|ing)?|"
    r"whip\w*|cane[ds]?|caning|beat|beats|beating|hits|kick|kicks|kicking|punch|punches|punching|slaps|slapping|smacks|smacking|smash\w*|throws|"
    r"thump\w*|"
    r"whack\w*|clout\w*|choke[ds]?|choking|throttl\w*|strangl\w*|shak(?:e|es|en|ing)|shook|shov(?:es|ing)|push(?:es|ing)|burn(?:s|t|ed|ing)?|"
    r"scald\w*|"
    r"(?<!a )bit|bites?|biting|spat (?:at|on|in)|spits? (?:at|on)|tap(?:ed|es|ing)|gag(?:ged|s|ging)|strap(?:ped|s|ping)|poured?|pouring|tipped|"
    r"squirt\w*|spray\w*|"
    r"duck(?:ed|s|ing)|dunk\w*|hosed?|lock(?:s|ing)|chas(?:ed|es|ing)|pins|pinning|squeez\w*|crush\w*|bent|wrench\w*|hoist\w*|rugby tackl\w+|"
    r"tackl\w+|"
    r"swip(?:ed|es|ing)|lash\w*|lamp(?:ed|s|ing)|rap(?:ped|s|ping)|wrap(?:ped|s|ping)|left (?:bruis\w+|marks?|finger \w+)|squared? (?:right )?up|"
    r"squaring (?:right )?up|force ?feed\w*)"
)
_SUFFERER = (
    r"(?:him|her|them|me|<kid>|kids?|child|children|pupils?|babies|toddlers?|under \d+s|one of (?:the|our|my)|each other|face|head|heads|arm|arms|"
    r"wrists?|ears?|"
    r"neck|throat|hair|legs?|back|feet|foot|hands?|fingers?|mouth|mouths|nose|noses|stomach|ribs|shin|knuckles|bum|bottom|backside|arse|ankles?|"
    r"cheeks?|dumm(?:y|ies)|"
    r"\d{1,2} (?:year|month) old|wall|walls|"
    r"floor|lockers?|radiator|fence|hood|collar)"
)
FORCE = (
    rf"(?:{_FORCE} (?:\w+ ){{0,5}}?{_SUFFERER}|(?:had|has|have|held|holds|holding|got|grabs|lifts|lifted|lifting|picked|pinned|put|puts|"
    rf"shoved) (?:\w+ ){{0,7}}?"
    r"(?:by (?:the|his|her|their) (?:throat|neck|hair|ear|ears|collar|scruff|arms?|wrists?|ankles?|hood|jumper|tie|legs?)|up against|"
    r"against (?:the|a) (?:wall|"
    r"door|lockers?|fence|radiator|car|van)|upside down|in an? (?:headlock|head lock|choke ?hold|arm ?lock|neck hold)|to the (?:floor|ground|"
    r"wall)|face down|"
    r"under (?:the )?water|head under|nose(?:s)? shut|mouth shut)|(?:makes|made|making|forces|forced|forcing) (?:him|her|them|the \w+|kids?|"
    r"children|pupils?|"
    r"one \w+) (?:\w+ )?(?:to )?(?:train|run|stand|kneel|eat|sit|strip|undress|crawl|clean|swallow|drink|watch|touch|kiss|hold|stay|sleep|go without|"
    r"wet|lick|wear)|"
    r"calls? (?:him|her|them|the \w+|kids) (?:\w+ )?(?:fat|thick|stupid|ugly|pigs?|useless|retard\w*|scum|idiots?|names)|"
    r"(?:told|tells|asks|asked|says to|said to|offered|offers|promised) (?:a |an |the |one |my |our |his |her |some )?(?:\w+ )?(?:him|her|them|"
    r"kids?|girls?|boys?|"
    r"lads?|pupil|pupils|child|children|students?|daughter|son|year \d+s?)(?: \w+){0,12} (?:cuddles?|kiss\w*|secrets?|not to tell|sexy|fit|naked|"
    r"pics|photos|"
    r"(?:her|his|their) (?:number|snap|insta|body|legs|underwear)|delete|hugs?|come (?:round|over) to|on (?:his|her) lap|our little)|"
    r"(?:sends?|sending|leaves|leaving) (?:\w+ ){0,3}(?:voice ?notes?|voice messages|selfies|hearts|kisses|emojis)|(?:showers?|showering|bath\w*|"
    r"sleeps?|sleeping) (?:\w+ ){0,3}with (?:\w+ )?(?:mindees|kids|children|pupils|him|her|them|girls|boys)|hand (?:\w+ )?(?:up|down|in|inside|"
    r"under|on) (?:her|his|their|my)|(?:vap(?:e|es|ing)|smok\w+|drink|drinking|weed|"
    r"alcohol) (?:\w+ ){0,4}(?:with (?:him|her|them|"
    r"kids|pupils)|in (?:his|her|their) (?:office|car|house|flat|room|van)))"
)
UNKIND = (
    r"starv\w*|scares?|hurts?|burnt|burned|withh\w+|no (?:food|tea|dinner|heating)|without (?:food|tea|dinner)|will not (?:feed|let)|does not feed"
)
"""What a carer does that is no force and no touch."""
MISDEED = (
    rf"(?:{FORCE}|"
    r"(?:phone|mobile|camera|ipad|tablet|lens)(?: \w+){0,6} (?:changing (?:rooms?|area)|showers?|toilets?|cubicles?)|"
    r"(?:film\w*|photograph\w*)(?: \w+){0,5} (?:undress\w*|changing|in the (?:showers?|toilets?))|mature for (?:her|his|their) age|"
    r"(?:messages|msgs|chats?)(?: \w+){0,4} (?:vanish|disappear)\w*|"
    r"hit|hitting|slapped|smacked|slap|smack|pushed|shoved|grabbed|grab|grabbing|dragged|kicked|"
    r"punched|hurt|pinned|restrained|caned|caning|whipped|whipping|belted|strapped|spanked|spanking|"
    r"kissed|kissing|touched|touching|touches|touch|groped|cuddl\w+|"
    r"tickl\w+|sat (?:\w+ ){0,3}(?:on|in) (?:his|her) lap|on (?:his|her) (?:lap|knee)|stroked|strok\w+|"
    r"sleeping with|slept with|sex with|relationship with|dating|going out with|in a relationship|"
    r"texting|texted|texts|messaging|messaged|messages|dm\w*|snapchat\w*|snapping|snaps|whatsapp\w*|"
    r"instagram|insta|followed|following|added|adding|facebook|nudes?|naked|photos?|pics?|pictures|"
    r"filmed|filming|recording|videos|videoing|inappropriate\w*|flirt\w*|groom\w*|alone with|locked|"
    r"shut|shouted at|screamed at|swore at|sworn at|called (?:him|her|them|a)|humiliat\w+|threaten\w*|"
    r"threw|thrown|throwing|gave (?:\w+ ){0,3}(?:alcohol|vodka|vapes?|drugs|weed|money|gifts?|presents?|"
    r"lift|lifts)|giving (?:\w+ ){0,4}(?:lift|lifts|money|gifts?|presents?|alcohol|vapes?)|lift home|"
    r"lifts? (?:to|in|home)|in (?:his|her) car|to (?:his|her) (?:house|flat|home)|favourit\w+|too "
    r"close|over ?familiar|watching (?:\w+ ){0,4}(?:shower|change|changing|undress)|changing room|"
    r"toilet with|indecent|porn|arrested|police (?:at|came)|rough|roughly|handled|manhandled|squeez\w+|"
    r"force ?fed|(?:hold(?:s|ing)?|held) (?:his|her|their) (?:nose|mouth)|abus\w+|assault\w*|sexual\w*|drunk|smell\w* of (?:alcohol|drink)|"
    r"weird|creep\w*|miss "
    r"you|love you|miss u|tied|smothered|yanked|pulled (?:\w+ ){0,4}(?:hair|arm|ear|by)|twisted|pinch\w*|"
    r"shaking|shook|shaken|drunk|seen (?:\w+ ){0,2}(?:hit|slap|push|smack|grab|kick)|harming|harmed|"
    r"wrapped|left (?:\w+ ){0,4}(?:alone|unattended)|drinking (?:together|with|alcohol|vodka|beers?)|drank with|asked (?:\w+ "
    r"){0,5}(?:for (?:her|his|their) "
    r"(?:number|snap\w*|insta\w*)|out|on a date)|(?:sending|sends|sent|swapping|exchanging) (?:\w+ ){0,4}(?:messages?|texts?|msgs|"
    r"pics?|photos?|snaps?|dms?)|"
    r"rub(?:s|bed|bing)?(?: (?:his|her|their))? (?:\w+ )?(?:shoulders?|backs?|legs?|necks?|thighs?)|massag\w*|calls? (?:\w+ "
    r"){0,3}(?:gorgeous|sexy|beautiful|babe|hot)|"
    r"comment\w* (?:\w+ ){0,3}(?:body|bodies|legs|looks|figure)|winks? at|(?:held|had|grabbed|holding|got) (?:\w+ ){0,4}by (?:the|"
    r"his|her) (?:throat|neck|hair|collar|scruff|arm|ear)|hands? (?:\w+ ){0,2}(?:up|down|in|inside|under|on) "
    r"(?:\w+ ){0,3}(?:skirt|top|trousers|shirt|pants|knickers|bum|bottom|leg|thigh|knee|chest|boobs?|breasts?))"
)
