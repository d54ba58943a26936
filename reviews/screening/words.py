"""Lists of words that screening looks for. They give hints to a person who decides; they decide nothing."""


def phrases(text: str) -> list[str]:
    """The words and phrases of a text in which commas separate them."""
    return [" ".join(phrase.split()) for phrase in text.split(",")]


CONDITIONS = phrases("""
    depression, depressed, depressive, mdd, ocd, obsessive, anxiety, panic, ptsd, trauma, bipolar,
    mania, manic, schizophrenia, psychosis, psychotic, adhd, autism, autistic, addiction, alcoholism,
    anorexia, bulimia, borderline, suicidal, suicide, self-harm, migraine, migraines, seizure, seizures,
    epilepsy, tinnitus, pregnant, cancer, diagnosed, diagnosis
""")

MEDICINES = phrases("""
    prozac, zoloft, lexapro, celexa, paxil, cymbalta, effexor, wellbutrin, abilify, seroquel, lamictal,
    lithium, xanax, klonopin, ativan, valium, adderall, ritalin, spravato, ketamine, esketamine,
    trazodone, fluoxetine, sertraline, escitalopram, citalopram, duloxetine, venlafaxine, bupropion,
    aripiprazole, quetiapine, lamotrigine, lorazepam, clonazepam, alprazolam, antidepressant,
    antidepressants, ssri, ssris, medication, medications, prescription, dosage
""")

# Treatments that a reply must not name: an answer to one person would say what that person received.
TREATMENTS = phrases("""
    tms, rtms, dtms, itbs, theta burst, magnetic stimulation, motor threshold, coil, pulses, h-coil,
    ect, psychotherapy, cbt, erp, emdr, dbt, ketamine, exposure therapy, talk therapy, maintenance
    sessions
""")

ABUSE = phrases("""
    idiot, idiots, moron, morons, stupid, dumb, bitch, bastard, asshole, scum, slut, whore, retard,
    retarded, psycho, lunatic, fuck, fucking, fucked, shit, bullshit, crap, damn, kill, burn in hell, go
    to hell, die, pig, pigs, filthy, subhuman, vermin
""")

# Given names that are common in the United States and are not everyday words.
NAMES = """
aaron abigail adam adrian alan albert alex alexander alexandra alexis alice alicia allison alyssa
amanda amber amy ana andrea andrew angela anita ann anna anne anthony antonio arthur ashley austin
barbara benjamin beth betty beverly bill bob bobby bonnie brandon brenda brian bruce bryan caleb
cameron carl carlos carmen carol caroline catherine charles charlotte cheryl chris christian
christina christine christopher cindy connie craig crystal curtis cynthia daniel danielle david
deborah debra denise dennis derek diana diane diego donald donna dorothy douglas dylan edward elena
elizabeth emily emma eric erica ethan eugene evelyn fatima fernando francisco gabriel gary george
gerald gloria gregory hannah harold heather helen henry howard ian isabella jack jackie jacob
jacqueline james jamie janet janice jason jean jeff jeffrey jennifer jeremy jerry jesse jessica
jessie jesus jim joan joe joel john johnny jonathan jordan jorge jose joseph joshua joyce juan
juanita judith judy julia julie justin karen katherine kathleen kathryn katie kayla keith kelly
kenneth kevin kimberly kyle larry laura lauren lawrence leonard leslie linda lisa lois lori louis
lucas lucia luis lynn madison manuel margaret maria marie marilyn martha martin mary matthew megan
melissa michael michelle miguel mike mildred mohammed nancy natalie nathan nicholas nicole noah
norma olivia oscar pamela patricia patrick paul paula pedro peter philip phillip phyllis priya
rachel ralph randy raymond rebecca ricardo richard robert roberto roger ronald rosa roy russell ruth
ryan samantha samuel sandra sara sarah scott sean sergio sharon shawn sheila shirley sofia sophia
stephanie stephen steven susan teresa terry theresa thomas timothy tina todd tom tony tracy tyler
vanessa victor victoria vincent virginia walter wanda wayne wendy william willie yolanda yvonne
zachary
"""
GIVEN_NAMES = frozenset(NAMES.split())
