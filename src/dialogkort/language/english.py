"""English: the language of the source, which needs no catalogue."""

from dialogkort.language.tongue import Dates, Headings, Phrases, Tongue, TypedDates, words

ENGLISH = Tongue(
    code="en",
    name="English",
    switch="In English",
    also_called=("engelsk",),
    letter=1,
    decimal_sign=".",
    yes=("yes",),
    dates=Dates(
        months=words("January February March April May June July August September October November December"),
        short_months=words("Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec"),
        weekdays=words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
        units=(("day", "days"), ("week", "weeks"), ("month", "months"), ("year", "years")),
        today="today",
        yesterday="yesterday",
        tomorrow="tomorrow",
        ago="{} ago",
        ahead="in {}",
        long="{day} {month} {year}",
        weekday="{weekday} {day} {month}",
    ),
    typed=TypedDates(
        today=("now",),
        tomorrow=(),
        numbers={"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6},
        days=words("day days"),
        weeks=words("week weeks wk wks w"),
        months=words("month months mth mths mo"),
        years=words("year years yr yrs y"),
        half_years=("half a year", "a half year", "½ year", "1/2 year"),
        leading=("in", "on", "the"),
        following=("from now",),
        ordinals=("st", "nd", "rd", "th"),
        of=("of",),
        overmorrow=("the day after tomorrow", "day after tomorrow"),
        quarters=words("quarter quarters"),
        coming=("next", "the next"),
        within=("in", "of"),
    ),
    headings=Headings(
        occasion="Background",
        signs="Signs that it works",
        corner_flags="Guardrails",
        concerns="Concerns",
        objections="Objections that were met",
        history="History",
        deck="Deck",
    ),
    earlier_headings=(("Occasion", "occasion"), ("Corner flags", "corner_flags")),
    earlier_was=("Before, it said:",),
    phrases=Phrases(
        decided="Agreed",
        kept="Kept.",
        adjusted="Adjusted.",
        retired="Retired.",
        superseded="Replaced by “{title}”.",
        handed_over="Keeper changed from {was} to {keeper}.",
        taken_over="{keeper} is the keeper now.",
        let_go="{was} is no longer the keeper.",
        moved="Review moved to {date}.",
        level="Level {before} → {now}.",
        following="Next review: {date}.",
        reason="Reason: {reason}",
        was="It used to say:",
    ),
    openings=frozenset(
        words("is are was were am do does did have has had can could should shall would will may might must")
    ),
    choice="or",
    common=frozenset(
        words("and is the we you a to what how where when which not would your of our do have can should if that i")
    ),
    timed=words(
        "when whenever if every each before after by within until mondays? tuesdays? wednesdays? thursdays? fridays?"
        " daily weekly monthly never always only once twice during"
    ),
    vague=words(
        r"better more less try tries remember respect\w* properly good positive open honest focus\w* aware mindful"
        r" communicate trust"
    ),
)
