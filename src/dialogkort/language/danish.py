"""Danish."""

from dialogkort.language.tongue import Dates, Headings, Phrases, Tongue, TypedDates, words

DANISH = Tongue(
    code="da",
    name="dansk",
    switch="På dansk",
    also_called=("danish", "dk"),
    letter=0,
    decimal_sign=",",
    yes=("ja",),
    dates=Dates(
        months=words("januar februar marts april maj juni juli august september oktober november december"),
        short_months=words("jan. feb. mar. apr. maj jun. jul. aug. sep. okt. nov. dec."),
        weekdays=words("mandag tirsdag onsdag torsdag fredag lørdag søndag"),
        units=(("dag", "dage"), ("uge", "uger"), ("måned", "måneder"), ("år", "år")),
        today="i dag",
        yesterday="i går",
        tomorrow="i morgen",
        ago="for {} siden",
        ahead="om {}",
        long="{day}. {month} {year}",
        weekday="{weekday} den {day}. {month}",
    ),
    typed=TypedDates(
        today=("idag", "nu"),
        tomorrow=("imorgen",),
        numbers={"en": 1, "et": 1, "én": 1, "ét": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6},
        days=words("dag dage d"),
        weeks=words("uge uger u"),
        months=words("måned måneder maaned maaneder md mdr mnd m"),
        years=words("år aar"),
        half_years=("et halvt år", "et halvt aar", "½ år", "½ aar", "1/2 år", "1/2 aar"),
        leading=("om", "på", "d.", "den"),
        following=("frem", "fra nu"),
        overmorrow=("i overmorgen", "overmorgen", "iovermorgen"),
        quarters=words("kvartal kvartaler kvt"),
        coming=("næste", "den næste", "kommende"),
        within=("i",),
    ),
    headings=Headings(
        occasion="Anledning",
        signs="Tegn på at det virker",
        corner_flags="Hjørneflag",
        concerns="Betænkeligheder",
        objections="Indvendinger, der blev imødekommet",
        history="Historik",
        deck="Kortsæt",
    ),
    phrases=Phrases(
        decided="Aftalt",
        kept="Beholdt.",
        adjusted="Justeret.",
        retired="Lagt væk.",
        superseded="Afløst af »{title}«.",
        handed_over="Tovholder skiftet fra {was} til {keeper}.",
        taken_over="{keeper} er nu tovholder.",
        let_go="{was} er ikke længere tovholder.",
        moved="Gennemgangen flyttet til den {date}.",
        level="Niveau {before} → {now}.",
        following="Ses igen den {date}.",
        reason="Grund: {reason}",
        was="Før stod der:",
    ),
    openings=frozenset(
        words(
            "er har kan skal vil må bør gør kunne ville burde skulle var havde bliver blev får fik tør ved kender"
            " mangler oplever føler synes mener tror bruger deler siger taler husker findes måtte går giver"
        )
    ),
    choice="eller",
    common=frozenset(
        words(
            "og er det vi du en at på hvad hvordan hvor hvornår hvilken ikke til som af dig dit vores jeg har kan skal"
        )
    ),
    timed=(
        *words(
            r"når hvis hver hvert inden før efter senest mandag\w* tirsdag\w* onsdag\w* torsdag\w* fredag\w* dagligt?"
            r" ugentligt? månedligt? kl kun aldrig altid ved under"
        ),
        "to gange",
        "en gang",
        "én gang",
    ),
    vague=words(
        r"bedre mere mindre prøve?r? forsøge?r? huske?r? respekt\w* ordentligt? godt? gode positive? åbne ærlige"
        r" fokus\w* opmærksomm?e? kommunikere?r? stoler? tillid\w*"
    ),
)
