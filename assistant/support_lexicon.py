"""What counts as the same thing said otherwise when a model's statement is checked: domain synonyms, actors, opposites, light words.

Kept as plain tables, so that a practitioner can read and extend them. A line is one meaning: its name, then its wordings.
"""

from __future__ import annotations


def _table(text: str) -> dict[str, tuple[str, ...]]:
    rows: dict[str, tuple[str, ...]] = {}
    for line in text.strip().splitlines():
        name, _, wordings = line.partition(":")
        # A long line is continued by another line of the same name.
        rows[name.strip()] = rows.get(name.strip(), ()) + tuple(wording.strip() for wording in wordings.split(",") if wording.strip())
    return rows


ACTORS = _table("""
a_lado: lado, lados, local authority designated officer, local authority designated officers, designated officer, allegations manager
a_mash: mash, multi-agency safeguarding hub, safeguarding hub
a_door: front door, integrated front door, single front door
a_social_worker: social worker, social workers, child's social worker
a_social_manager: social work manager, social work managers
a_social_care: social care, children's services, children's social care, social services, services for children, children services
a_police: police, police officer, police officers, officers of the police, police force, police sergeant
a_chief_constable: chief constable
a_chief_executive: chief executive, chief executives
a_health: health, health body, health bodies, health board
a_health_visitor: health visitor, health visitors
a_midwife: midwife, midwives
a_school_nurse: school nurse, school nurses
a_family_nurse: family nurse
a_designated_nurse: designated nurse
a_nurse: nurse, nurses
a_named_doctor: named doctor
a_doctor: doctor, doctors
a_gp: gp, gps, family doctor, general practitioner, general practitioners
a_paediatrician: paediatrician, paediatricians, hospital paediatrics, paediatric team, paediatrics
a_medical_staff: medical staff
a_hospital: hospital, hospitals, hospital paediatrics
a_school: school, schools
a_nursery: nursery, nurseries
a_teacher: teacher, teachers
a_head: head teacher, head teachers, headteacher
a_designated_teacher: designated teacher
a_dsl: designated safeguarding lead, dsl, designated safeguarding leads, dsls
a_designated_lead: designated lead
a_lead: lead practitioner
a_lead_partner: lead safeguarding partners
a_governor: governor, governors
a_council: council, councils, local authority, authority, authorities, local authorities
a_children_home: children's home, residential home
a_court: court, courts
a_employer: employer, employers
a_volunteer: volunteer, volunteers
a_parent: parent, parents, mother or father, mothers and fathers, either parent, mum or dad
a_mother: mother, mothers, mum, mums
a_father: father, fathers, dad, dads
a_step_parent: step-parent, step-parents
a_grandparent: grandparent, grandparents
a_grandfather: grandfather
a_cousin: cousin, cousins
a_neighbour: neighbour, neighbours, people living nearby
a_sibling: sibling, siblings, brother or sister
a_family: family, families, relative, relatives, relation, relations, family member, family members
a_carer: carer, carers
a_young_carer: young carer, young carers
a_foster_carer: foster carer, foster carers, people who foster
a_private_foster_carer: private foster carer, private foster carers, people who privately foster
a_guardian: special guardian, special guardians
a_child: child, children, under-fives, youngster, youngsters, kid, kids
a_girl: girl, girls
a_baby: baby, babies, infant, infants
a_pupil: pupil, pupils
a_young_person: young person, young people
a_adult: adult, adults, person accused, accused adult, accused person
a_chair: chair, chairs
a_manager: manager, managers
a_senior_manager: senior manager, senior managers, more senior manager, more senior managers
a_professional: professional, professionals, practitioner, practitioners, worker, workers, staff, staff member, staff members
a_agency: agency, agencies
a_partnership: partnership, partnerships
a_fostering_team: fostering team
a_family_support: family support team, family support
a_adult_team: adult team
a_panel: panel, panels, national panel
a_reviewer: reviewer, reviewers
a_interpreter: interpreter, interpreters
a_appropriate_adult: appropriate adult
a_advocate: advocate, advocates
a_gang: gang, gangs
a_public: public, members of the public
a_ofsted: ofsted, inspectors from ofsted
a_prison: prison, prisons
a_referrer: referrer, referrers
""")
"""People and bodies. One in a statement must be in its quotation, in the same part (who acts, who is acted on)."""

KIN = (
    frozenset({"a_baby", "a_child", "a_young_person", "a_pupil", "a_girl"}),
    frozenset({"a_school", "a_pupil"}),
    frozenset({"a_child", "a_family"}),
    frozenset({"a_doctor", "a_medical_staff"}),
    frozenset({"a_family", "a_parent"}),
)
"""Pairs that may stand for each other when the statement's one is absent from the quotation only because of wording, never for duties."""

SYNONYMS = _table("""
tell: tell, tells, told, telling, inform, informs, informed, informing, notify, notifies, notified, notifying, report, reports
tell: reported, reporting, notification, notifications, alert, alerts, hear, hears, learn, learns, let know, pass, passes
tell: passing
ring: ring, rings, ringing, call, calls, calling, telephone, telephoned, phone, phones, telephone call, picks up the phone
ring: answers calls, by telephone, rang
contact: contact, contacts, contacting, contacted, reach, reaches
refer: refer, refers, referred, referring, referral, referrals, make a referral, makes a referral, referred on, cases referred
concern: concern, concerns, worry, worries, worried
know: know, knows, knew, known, aware, becoming aware, finds out, find out, find, finding, learns of, learning of, learned, knowing
see: see, sees, saw, seen, visit, visits, visited, look at, looks at, looked at, examine, examines, examined, examining
see: examination, meet, meets, met, check, checks, checking, checked
talk: talk, talks, speak, speaks, conversation, discuss, discusses, discussion, talking
meeting: meeting, meetings, discussion, discussions, conference, conferences
agree: agree, agrees, agreed, agreement, consent, consents, consented, permission, approved, approval, approve, agreeing
share: share, shares, shared, sharing, pass on, pass, give
send: send, sends, sent, sending, return, returned, send back, arrive, arrives, is there, due, lodge, lodged, go out, goes out
record: record, records, recorded, write down, writes down, written down, in writing, written, keep, keeps, kept, store, stored
start: start, starts, started, starting, begin, begins, began, begun, open, opens, opened, opening, introduced, introduces, dates from
end: end, ends, ended, finish, finishes, finished, complete, completes, completed, close, closes, closed, stop, stops, stopped
end: comes to an end, concluded, over
decide: decide, decides, decided, judge, judges, judged, decision, rate, rates, rated, choose, chooses, grade, graded, grades
find: find, found, notes, noted, noticed, says, said, states, according, report says
ask: ask, asks, asked, request, requests, requested, requesting, seek, seeking, spoke
need: need, needs, needed, calls for, calling for
explain: explain, explains, explained, explanation, sets out, set out
hurt: hurt, hurts, hurting, harmed, harm, harms, injury, injuries, injured
danger: danger, dangerous, risk, risks, endanger, at risk, peril, dangerously
serious: serious, significant, grave
urgent: at once, straight away, immediate, immediately, now, at this moment, straight, directly, without delay
suspect: suspect, suspects, suspected, may be, might be, thought to, think
handle: handle, handles, handled, deal, deals, dealt with, dealt, carry out, carried out, carries out
replace: replace, replaces, replaced, in place of, takes over, take over, taking over, substitute
rise: rise, rises, rose, grow, grows, grew, go up, goes up, went up, increase, increases, increased, up from, climbs
fall: fall, falls, fell, decrease, decreased, fewer, down from, went down, dropped
care_for: looked after, looked-after, in care, look after, looks after, looking after, caring for, cares for, grew up in care
care_for: entering care, comes into care
place: place, placed, placing, placement, puts
private_foster: private fostering, privately fostered, privately foster, fosters privately, people privately fostering, being privately fostered
home: home, house, household, homes
come_back: return, returns, returned, coming back, comes back, came back, getting back, gets back, get back
missing: missing, went missing, go missing, gone missing, absent
year: year, years, yearly, annual, annually
month: month, months, monthly
week: week, weeks, weekly
quarter: quarter, quarterly
fortnight: fortnight, fortnightly
day: day, days, daily
month_end: term, termly
train: train, trains, trained, training, course, courses, refresh, refreshes
strategy_discussion: strategy discussion, strategy discussions, strategy meeting, strategy meetings
initial_conference: initial conference, initial child protection conference, first child protection conference, icpc
core_group: core group, core groups
parental: parental responsibility
take: take, takes, taken, took
assess: assess, assesses, assessment, assessments, assessed
review: review, reviews, reviewed, reviewing, looked at again, look at it again
audit: audit, audits, audited, auditors
use: use, uses, used, using
attend: attend, attends, attended, goes to, go to, came to, come to, take part, takes part
allow: allow, allowed, allows
accept: accept, accepts, accepted
disabled: disabled, disability
ill: ill, illness
document: document, guide, edition, version
revise: revised, fresh, new, newly
pathway: pathway, follow
member: member, members, people
leave: leave, leaves, leaving, left, go away, moves away, moving away
move: move, moves, moved, goes across
letter: letter, letters, post
wrong: wrong, mistaken, incorrect
old: old, previous, older, former
last: latest, most recent, last
visit_home: home visit, home visits
web: online, web, internet
portal: portal, site
form: form, forms
photograph: photograph, photographs, picture
alone: alone, on their own, on his own, on her own, themselves, on their own account
suitable: suitable, appropriate
help: help, helps, takes part in, helping
arrange: arrange, arranges, arranged, set up, sets up, setting up
refuse: refuse, refuses, refused, turns down, turn down, turned down
live: live, lives, lived, living
work: work, works, worked, has their job, have a job
exploitation: exploitation, exploited, exploit
traffic: traffic, trafficked, trafficking
law: law, legal, legally, lawful
permanent: permanently, for good
exclude: exclude, excludes, excluding, excluded
write: written, writing, in writing
lead_noun: lead, leads, led
injury: injury, injuries
bruise: bruise, bruises, bruising, bruised
buttocks: buttocks, bottom
fgm: female genital mutilation, fgm
dbs: disclosure and barring service, dbs
nrm: national referral mechanism, nrm
eha: early help assessment, eha
mobile: mobile, mobility
not_mobile: not mobile, non-mobile, cannot move independently
ask_leading: leading questions
resolve: settle, settled, settles, resolve, resolved
dispute: dispute, disputed, disagreement, disagreements
outcome: outcome, result, results
publish: publish, published, came out, comes out
answer: answer, answers, reply, replies, respond, response
cooperate: co-operate, cooperate, working with
lessen: lessen, worry less, reduce
money: pays, pay, funds, fund
free: free, pay nothing, no charge
wedlock: married, marriage
begin_on: appoint, appointed, appoints
baby_harry: baby harry
safe: safe, unsafe, safely, safety
update: update, updates, updated, bring up to date, bring it up to date, up to date
believe: believe, believes, suspect, suspects, suspected, think, thinks, thought, feel, feels
grounds: cause, grounds, reason, reasons, basis
usual: usual, norm, normal, normally, usually, standard
pressing: urgent, pressing, emergency
cost: cost, costs, pay, pays, paid, price, fee, fees, charge
provide: provide, provides, provided, offer, offers, offered, give, gives, given, send, sends, supply, supplies
continue_on: keep, keeps, continue, continues, go on, goes on, carry on, still
confirm: confirm, confirms, confirmed, confirmation
visitor: visitor, visitors, guest, guests
household: household, home, house, family home
secret: secret, secretly, confidential, to yourself, private
visiting: visit, visits, visited, turn up, turns up, call on, see, sees
main: main, chief, most, principal, largest
seek_view: wishes, feelings, wants, feels, views
depart: leave, leaves, get out, go
unannounced: unannounced, without warning
copy_of: copy
quick: quickly, promptly, at once, straight away, immediately, soon
need_to_know: household
act: act, acts, action, acted, deal, deals, respond
belong: belongs, up to, matter for, falls on, for
write_note: note, notes, note down, write down, record, records, recorded
observe: see, saw, seen, observation, observations, observed, notice, noticed
begin_again: start, starts, begin, begins, launch, launches, commence
person_in_charge: manager, managers, person who manages, who manages
break_rule: broke, break, breaks, breach, breached, against
doubt: doubt, doubts, uneasy, unease, feeling
stay_night: overnight, sleeping over, stay, stays
accept_in: accept, accepts, accepted, take, takes, taken
gain: get, gets, receive, receives, given, reach
group_of: group, team, teams
show: show, shows, shown, demonstrate, prove, proof, proves
worse: worse, worsen, deteriorate
stop_at: end, ends, stop, stops, finish, finishes, lasts, last, run, runs
choose: choose, chooses, chosen, select, pick
hold_meeting: hold, held, convene, convened, call together, bring together
ready: ready, prepared, prepare
teach: teach, teaches, learn, learns, taught
keep_safe: protect, protects, protection, protecting, safeguard, safeguards, safeguarding
rule: rule, rules, policy, policies
team_work: together, jointly, joint
early: early, soonmany: many, several, numerous
stay: stay, stays, remain, remains, continue, continues
become: become, becomes
severe: worse, worsen
""")
"""Wordings of one meaning. A wording may stand in several lines."""

OPPOSITES = _table("""
rise: fall
start: end
accept: refuse
allow: forbid
right: wrong
inside: outside
increase: decrease
include: exclude
good: inadequate
old: new
first: last
before: after
present: absent
stay: become
lessen: worsen
""")
"""Meanings of which one in the statement and the other in the quotation is a contradiction."""

_LIGHT = """take place hold held holds happen happens happened occur case cases way thing things make makes made making give gives given get gets
    got getting go goes going come comes came put puts part parts kind kinds point count counts counted counting mean means reason number
    figure figures total people person persons someone somebody anyone anybody whoever everyone nobody those one ones own other others
    yet still even also too just simply back time times afterwards ahead later next then once again matter matters difference involve
    involves involving belong concern year years much really very already something job carry carried out up down off over
    aged age area per cent percent applies apply covers cover allowed permitted expected required yes fact whatever
    say says said set lot sort such like so more rather itself themselves himself herself call called known state states use uses used
    member members choose chooses choice any each every opening include includes including total over come-about between around
    day days daily week weeks weekly month months monthly quarter
    quarterly yearly annual annually fortnight fortnightly term termly working compared previous former"""
LIGHT = frozenset(_LIGHT.split()) | {"up to"}
"""Words that carry no claim of their own."""

_SOFT = """goes to go to bring brings order found find finds told tell tells opens closes open close arrangement arrangements step steps file
    wanted want remove removes need needs runs run seen see sees used use shared share help"""
SOFT = frozenset(_SOFT.split()) | {"goes to", "go to"}
"""Words of a quotation that a rewording may leave out: what they say is carried by the rest of the sentence."""

TOPICS = _table("""
r_first: first, initial, opening
r_high: high
r_permanent: permanent
r_independent: independent
r_secondary: secondary
r_known: known
t_child_protection: child protection
t_young_persons_plan: young person's plan, young person's plans
t_neglect: neglect
t_youth: youth
t_training: training, train, trained, course, courses
t_core_group: core group, core groups
t_conference: conference, conferences
t_assessment: assessment, assessments
t_plan: plan, plans, young person's plan, young person's plans
t_strategy: strategy
t_marac: marac
t_exploitation: exploitation, exploited
t_physical: physical, physically
t_sexual: sexual, sexually
t_emotional: emotional, emotionally
t_escalation: escalation, escalate, escalating
t_investigation: investigation, investigations, investigating
t_early_help: early help
t_private_fostering: private fostering
t_missing: missing
t_bruise: bruise, bruises, bruising
t_exclusion: permanently, for good
t_disabled: disabled, disability, disabilities
t_unborn: unborn, pregnancy, pregnant, expectant
t_care: looked-after, looked after, in care
t_disguised: disguised compliance
t_domestic: domestic abuse
t_encompass: operation encompass
""")
"""Subjects: one in the statement must be a subject of the quotation, and one of the quotation may not be lost (``r_``: only the latter)."""
