"""The catalogue of faults: each code with a sentence that explains it, and an example that sets it off."""

from __future__ import annotations

from silk_assess.faults.about import About, Explained


# A table: a code and what it is about, its sentence, and an example.
# fmt: off
class Code(Explained):
    """Names one kind of fault for programs; its value never changes.

    `explains` tells an author in one sentence what is wrong; `example` is a small text that sets
    the fault off: of a file, of a command line, or what stands where.
    """

    USAGE = ("usage", About.COMMAND_LINE, "The command line names a command, an option or a part that there is not.",
        "silk-assess scor answers.yaml")

    BINARY = ("binary", About.FILES, "The file is no text: it holds a NUL character.",
        "# a picture that was named answers.yaml")
    CONTROL = ("control", About.FILES, "A control character stands in a text; it cannot be seen, and no text needs it.",
        r'note: "a bell\x07"')
    EMPTY_FILE = ("empty-file", About.FILES, "The file holds nothing, or nothing but comments.",
        "# to be written")
    ENCODING = ("encoding", About.FILES, "The file is not written in UTF-8.",
        "# a file that was saved as UTF-16, or as Windows-1252")
    LIBYAML = ("libyaml", About.FILES, "PyYAML is installed without libyaml, so that no file can be read.",
        "pip install --no-binary pyyaml pyyaml  # where there is no libyaml")
    TOO_LARGE = ("too-large", About.FILES, "The file, line or cell is larger than anything that is read or kept here.",
        "# an answer file of 3 MB")
    UNREADABLE = ("unreadable", About.FILES, "There is no such file or folder, or it may not be read.",
        "silk-assess score gone.yaml")
    UNWRITABLE = ("unwritable", About.FILES,
        "The file or folder cannot be written, or something stands there already.",
        "silk-assess report answers.yaml -o gone/report.html")

    ALIAS = ("alias", About.YAML,
        "An alias repeats what stands elsewhere; here everything is written out.",
        "text: *other")
    ANCHOR = ("anchor", About.YAML,
        "An anchor names a value for aliases, and those are not read here.",
        "text: &name Who decides?")
    COMMA_IN_BRACES = ("comma-in-braces", About.YAML,
        "A comma has cut a text in two, since it stands in braces.",
        "answers: {visit: {value: yes, note: Ask Anna, or Bo}}")
    DIRECTIVE = ("directive", About.YAML,
        "A line begins with %, which speaks to YAML and not to this program.",
        "%YAML 1.2\n---\nversion: 1.0.0")
    DUPLICATE = ("duplicate", About.YAML,
        "A key stands in the same mapping a second time.",
        "answers: {visit: yes, visit: no}")
    KEY = ("key", About.YAML,
        "What stands before a colon is no key: a list, a mapping or nothing.",
        "[a, b]: yes")
    MERGE = ("merge", About.YAML,
        "A merge key copies a mapping; here the keys are written out.",
        "<<: *other")
    SECOND_DOCUMENT = ("second-document", About.YAML,
        "A file holds a second document after a line ---.",
        "version: 1.0.0\n---\nversion: 2.0.0")
    TAG = ("tag", About.YAML,
        "A tag says what type a value has; here every value is a text until it is looked at.",
        "since: !!str 2024")
    TOO_DEEP = ("too-deep", About.YAML,
        "Lists and mappings stand inside each other deeper than any file here needs.",
        "answers: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[a]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]")
    TOO_MANY = ("too-many", About.YAML,
        "A file holds more entries than are read, or more faults than anybody reads.",
        "# 20,001 entries in one answer file")
    BROKEN_YAML = ("yaml", About.YAML,
        "YAML cannot be read here: a quote, a bracket, a blank or a colon is amiss.",
        'text: "Who decides?')

    COUNTRY = ("country", About.VALUES,
        "A country is written with its two capital letters of ISO 3166.",
        "country: France")
    DATE = ("date", About.VALUES,
        "A date is written as year, month and day, and there is such a day.",
        "since: 24.11.2026")
    EMPTY = ("empty", About.VALUES,
        "Nothing stands where a value is expected.",
        "title:")
    FLAG = ("flag", About.VALUES,
        "A flag is true or false, and nothing else.",
        "reversed: yes")
    FORM = ("form", About.VALUES,
        "A version, language, format or name of a file does not have the form of one.",
        "version: 1.0")
    ID = ("id", About.VALUES,
        "An id has small letters, digits and single hyphens; of two organisations each has its own.",
        "id: Who_decides")
    LATER = ("later", About.VALUES,
        "Answers are dated after today; ask goes on with them once the date, or the clock, is right.",
        "answered: {date: 2126-11-26}")
    LIST = ("list", About.VALUES,
        "A list stands where one value is expected, or one value where a list is.",
        "options: yes")
    MAPPING = ("mapping", About.VALUES,
        "Keys with values are expected here, or nothing of the kind.",
        "options: [yes, no]")
    MISPLACED_KEY = ("misplaced-key", About.VALUES,
        "A key is known, and has no meaning in this place.",
        "{id: trips, type: number, text: How many?, weight: 2}")
    MISSING_KEY = ("missing-key", About.VALUES,
        "A key that is needed is not there.",
        "{type: yes-no, text: Do you travel?}")
    NUMBER = ("number", About.VALUES,
        "A number is written with figures and a point, without unit or separators.",
        "weight: 1,5")
    OUT_OF_RANGE = ("out-of-range", About.VALUES,
        "A number lies outside the numbers that are allowed here.",
        "min_coverage: 50")
    TEXT = ("text", About.VALUES,
        "A list or a mapping stands where one text is expected.",
        "title: [a, b]")
    TOO_FEW = ("too-few", About.VALUES,
        "A list or mapping holds fewer entries than are needed.",
        "options: [{id: a, label: A}]")
    TWICE = ("twice", About.VALUES,
        "A list names the same thing a second time.",
        "short: [visit, visit]")
    UNKNOWN_KEY = ("unknown-key", About.VALUES,
        "There is no such key here; it may be misspelt.",
        "{id: visit, typ: yes-no, text: Do you travel?}")
    WORD = ("word", About.VALUES,
        "One of a few words is expected here, and this is none of them.",
        "type: chioce")

    BANDS = ("bands", About.QUESTIONNAIRE,
        "Bands begin at 0, rise, and stay within the scale.",
        "bands: [{from: 10, label: Low}, {from: 5, label: High}]")
    CANNOT_READ = ("cannot-read", About.QUESTIONNAIRE,
        "A gate reads what has no points, or when reads what has no answer.",
        "when: {people: {at_least: 50}}  # where people is a section")
    CIRCLE = ("circle", About.QUESTIONNAIRE,
        "Conditions or gates read each other in a circle, so that none can be decided.",
        "- {id: visit, type: yes-no, text: Do you travel?, when: {fairs: yes}}\n"
        "- {id: fairs, type: yes-no, text: Do you go to fairs?, when: {visit: yes}}")
    CONDITION = ("condition", About.QUESTIONNAIRE,
        "A condition is not written as one.",
        "when: {all: visit}")
    DUPLICATE_ID = ("duplicate-id", About.QUESTIONNAIRE,
        "An id is used twice; ids are unique in the whole questionnaire.",
        "- {id: people, title: People}\n- {id: people, title: Other people}")
    DUPLICATE_OPTION = ("duplicate-option", About.QUESTIONNAIRE,
        "Two options of one question have the same id.",
        "options: [{id: a, label: A}, {id: a, label: B}]")
    FEATURE = ("feature", About.QUESTIONNAIRE,
        "A feature of a peer case is not a value of the field or node that it names.",
        "features: {people: [40, 50]}")
    GATE_VANISHES = ("gate-vanishes", About.QUESTIONNAIRE,
        "All that a node holds may leave it, and its gate would go with it.",
        "gates: [{below: {visit: 50}, cap: 40}]  # where every question has not_applicable")
    GOALPOSTS = ("goalposts", About.QUESTIONNAIRE,
        "From and to of a number stand alone, are the same, or have too many decimals.",
        "{id: share, type: number, text: What share?, from: 0}")
    LEVELS = ("levels", About.QUESTIONNAIRE,
        "The first level requires something, and everybody begins there.",
        "levels: [{id: start, title: Start, requires: {people: 50}}]")
    LIMITS = ("limits", About.QUESTIONNAIRE,
        "A number is beyond its question's limits, or the limits contradict each other or have too many decimals.",
        "share: 120  # where the maximum is 100")
    MEANING_SINCE = ("meaning-since", About.QUESTIONNAIRE,
        "A question is said to have its meaning since a version that is still to come.",
        "{id: visit, type: yes-no, text: Do you travel?, meaning_since: 9.0.0}")
    NESTED_CHILD = ("nested-child", About.QUESTIONNAIRE,
        "The index names a node and another one that lies inside it.",
        "children: [{id: people}, {id: rights}]  # where rights is a dimension of people")
    NO_ANSWER = ("no-answer", About.QUESTIONNAIRE,
        "A condition asks a node for an answer, and it has points only.",
        "when: {people: high}")
    NO_FLOWS = ("no-flows", About.QUESTIONNAIRE,
        "A rule reads a flow, and the questionnaire has no section of kind flows.",
        "when: {outward-finance-now: {above: 0}}")
    NO_ORDER = ("no-order", About.QUESTIONNAIRE,
        "A condition compares answers that have no order.",
        "when: {visit: {at_least: yes}}")
    NO_POINTS = ("no-points", About.QUESTIONNAIRE,
        "No option of a question of several options has points.",
        "options: [{id: a, label: A, points: 0}, {id: b, label: B, points: 0}]")
    NO_WEIGHT = ("no-weight", About.QUESTIONNAIRE,
        "Nothing that is scored counts in a node.",
        "questions: [{id: visit, type: yes-no, text: Do you travel?, weight: 0}]")
    NOT_SCORED = ("not-scored", About.QUESTIONNAIRE,
        "A control or a flow question has a type that gives no points.",
        "controls: [{id: plan, type: text, text: Which plan?}]")
    RENAMED = ("renamed", About.QUESTIONNAIRE,
        "An entry of renamed has an old id that is still in use, or a new one that another has or that is none.",
        "renamed: {journey: visit, trip: visit}")
    RESERVED_ID = ("reserved-id", About.QUESTIONNAIRE,
        "The id is a word that has a meaning of its own.",
        "{id: index, type: yes-no, text: Do you travel?}")
    SECTION_FILE = ("section-file", About.QUESTIONNAIRE,
        "pack.yaml names a section for which there is no file, or a file that is none.",
        "sections: [people, glossary]")
    BRACES = ("braces", About.QUESTIONNAIRE,
        "Braces in the line about an organisation are not balanced, lie inside each other, or hold nothing.",
        "line: [\"founded in {founded\"]")
    LINE = ("line", About.QUESTIONNAIRE,
        "A number has words for the line about an organisation, and no piece of the line names it.",
        "profile: [{id: staff, type: number, text: How many?, line_zero: nobody}]  # without a line")
    SOME_VALUES = ("some-values", About.QUESTIONNAIRE,
        "Some options of a question have a value, and others have none.",
        "options: [{id: a, label: A, value: 0}, {id: b, label: B}]")
    SUM_SCALE = ("sum-scale", About.QUESTIONNAIRE,
        "What the parts of a sum add up to has more than six decimals.",
        "aggregate: sum  # over a weight of 0.001 and a scale of 0.0001")
    UNKNOWN_ID = ("unknown-id", About.QUESTIONNAIRE,
        "Nothing has the id that is named here.",
        "sources: [survey-2015]  # where pack.yaml has no such source")
    UNKNOWN_OPTION = ("unknown-option", About.QUESTIONNAIRE,
        "A condition or a feature names an answer that the question does not have.",
        "when: {visit: often}  # where visit is answered by yes or no")

    ADDRESS = ("address", About.DOUBTFUL,
        "The address of a tool or an enabler is none that a browser may follow.",
        "{id: guide, name: A guide, url: example.org}")
    BAND_LABELS = ("band-labels", About.DOUBTFUL,
        "Two bands of one list have the same label.",
        "bands: [{from: 0, label: Low}, {from: 50, label: Low}]")
    COUNTRY_CODE = ("country-code", About.DOUBTFUL,
        "A tool or an enabler is for a country that is no code of ISO 3166, so that nobody there is shown it.",
        "{id: guide, name: A guide, countries: [Korea]}")
    GATE_CAP = ("gate-cap", About.DOUBTFUL,
        "A gate caps at points that its node cannot exceed anyway.",
        "gates: [{below: {visit: 50}, cap: 100}]")
    GATE_THRESHOLD = ("gate-threshold", About.DOUBTFUL,
        "What a gate reads is never below its threshold.",
        "gates: [{below: {skills: 20}, cap: 40}]  # where the worst answer gives 25")
    IDLE_KEY = ("idle-key", About.DOUBTFUL,
        "A key changes no points.",
        "questions: [{id: visit, type: yes-no, text: Do you travel?, weight: 2}]")
    LEVEL_ALIKE = ("level-alike", About.DOUBTFUL,
        "A level asks for nothing that the levels below it do not ask for.",
        "- {id: begun, title: Begun, requires: {people: 50}}\n- {id: ready, title: Ready, requires: {people: 50}}")
    LEVEL_FALLS = ("level-falls", About.DOUBTFUL,
        "A level asks for less than a level below it.",
        "- {id: begun, title: Begun, requires: {people: 60}}\n- {id: ready, title: Ready, requires: {people: 40}}")
    LEVEL_UNREACHABLE = ("level-unreachable", About.DOUBTFUL,
        "A level asks for more than the best answers give.",
        "requires: {people: 100}  # where the best answers give 80")
    LONG_TEXT = ("long-text", About.DOUBTFUL,
        "A text is too long to be taken in on a screen.",
        "text: # a question of 400 characters")
    NEVER_TRUE = ("never-true", About.DOUBTFUL,
        "A condition can never be true.",
        "when: {all: [{visit: yes}, {visit: no}]}")
    NO_FEATURES = ("no-features", About.DOUBTFUL,
        "A peer case has no features, so that nobody can be compared with it.",
        "{id: weavers, name: The weavers}")
    NO_GUIDANCE = ("no-guidance", About.DOUBTFUL,
        "A question does not say what to think of, or where to look.",
        "{id: visit, type: yes-no, text: Do you travel?, step: Go once.}")
    NO_STEP = ("no-step", About.DOUBTFUL,
        "A scored question names no first step towards a better answer.",
        "{id: visit, type: yes-no, text: Do you travel?, guidance: Abroad.}")
    OPTIONS_ORDER = ("options-order", About.DOUBTFUL,
        "The values of options do not rise from the first to the last.",
        "options: [{id: a, label: A, value: 0}, {id: b, label: B, value: 75}, {id: c, label: C, value: 50}]")
    OPTIONS_SPAN = ("options-span", About.DOUBTFUL,
        "A question may not apply, and its worst answer gives more than 0, or its best one less than the scale.",
        "not_applicable: You have none\noptions: [{id: a, label: A, value: 25}, {id: b, label: B, value: 100}]")
    RULE_ON_SILENCE = ("rule-on-silence", About.DOUBTFUL,
        "A rule fires on an organisation that has answered nothing.",
        "{id: alone, when: {visit: {answered: false}}, kind: strength, say: Nobody travels.}")
    RULE_ADVISE = ("rule-advise", About.DOUBTFUL,
        "A rule warns or advises, and names no step.",
        "{id: alone, when: {visit: no}, kind: warning, say: Nobody travels.}")
    RULE_TOOLS = ("rule-tools", About.DOUBTFUL,
        "No tool serves a rule, though the questionnaire has tools.",
        "{id: alone, when: {visit: no}, kind: strength, say: Nobody travels.}")
    SHORT_HIDDEN = ("short-hidden", About.DOUBTFUL,
        "The short way in has a question that is not asked of everybody.",
        "short: [visit]  # where visit has when")
    TOOL_UNUSED = ("tool-unused", About.DOUBTFUL,
        "A tool can never be suggested.",
        "{id: guide, name: A guide}  # which no rule names")
    UNREAD = ("unread", About.DOUBTFUL,
        "A part is in no index, level, gate or rule, or a question without weight is read by none.",
        "{id: visit, type: yes-no, text: Do you travel?, weight: 0}")
    UNVERIFIED = ("unverified", About.DOUBTFUL,
        "An enabler does not say from which source it is known, or how it was verified.",
        "{id: agency, name: The agency, kind: agency}")
    UNUSED = ("unused", About.DOUBTFUL,
        "Nothing refers to a source or a term.",
        "sources: [{id: survey-2015, title: A survey}]  # which no question names")

    ANSWER_AND_NA = ("answer-and-na", About.ANSWERS,
        "An answer stands beside not_applicable.",
        "answers: {visit: {value: yes, not_applicable: We have none}}")
    DECIDES = ("decides", About.ANSWERS,
        "Answers to another version of the questionnaire wait for a question, or points are gone in this one.",
        "version: 0.9.0\nanswers: {partner-visits: often}  # which version 1.0.0 asks where there is a partner")
    EVIDENCE = ("evidence", About.ANSWERS,
        "Evidence is a text, or a list of texts.",
        "answers: {visit: {value: yes, evidence: {minutes: 2024}}}")
    EXCLUSIVE = ("exclusive", About.ANSWERS,
        "An option that stands alone stands beside another.",
        "answers: {channels: [nowhere, fairs]}  # where nowhere stands alone")
    FORMAT = ("format", About.ANSWERS,
        "The file is a questionnaire, or of a format that this version does not know.",
        "format: silk-answers/9")
    LOOK_AGAIN = ("look-again", About.ANSWERS,
        "Answers do not go together, says a rule of the questionnaire; they count as they are.",
        "answers: {partners: none, partner-visits: often}")
    NAME = ("name", About.ANSWERS,
        "The name of the organisation is no text.",
        "organisation: {name: [Haneul, Works]}")
    NOT_APPLICABLE = ("not-applicable", About.ANSWERS,
        "A question that applies to everybody is said not to apply.",
        "answers: {skills: na}  # where skills has no not_applicable")
    OPTION = ("option", About.ANSWERS,
        "The question has no such answer.",
        "answers: {visit: often}  # where the answers are yes and no")
    OTHER_VERSION = ("other-version", About.ANSWERS,
        "An answer to another version of the questionnaire does not fit this one, and does not count.",
        "version: 0.9.0\nanswers: {vist: yes}  # where version 1.0.0 has no such question")
    QUESTIONNAIRE = ("questionnaire", About.ANSWERS,
        "The answers are for another questionnaire.",
        "questionnaire: mini  # read with --pack silk")
    UNKNOWN_FIELD = ("unknown-field", About.ANSWERS,
        "The profile of the questionnaire has no such field.",
        "organisation: {contry: KR}")
    UNKNOWN_QUESTION = ("unknown-question", About.ANSWERS,
        "The questionnaire has no such question.",
        "answers: {vist: yes}")

    FEW_VOICES = ("few-voices", About.VOICES,
        "There are fewer than two voices, or without --open fewer than five, whose ends could give somebody away.",
        "silk-assess together co-op.yaml  # beside co-op.board.yaml and co-op.finance.yaml alone")
    NO_COMMON_FILE = ("no-common-file", About.VOICES,
        "A file holds the answers of one person, and is to become the common one of several voices.",
        "silk-assess together co-op.yaml --agree  # where co-op.yaml has answers and no line voices")
    NO_VOICE = ("no-voice", About.VOICES,
        "A file that is named among voices does not say whose voice it is, or is another one's.",
        "silk-assess together co-op.yaml board.yaml finance.yaml  # where finance.yaml has no line voice")
    VOICE_TWICE = ("voice-twice", About.VOICES,
        "Two files say that they are the same voice, or one is named twice.",
        "silk-assess together co-op.board.yaml co-op.board.yaml")

    CELL_ERROR = ("cell-error", About.TABLES,
        "A cell shows an error of the spreadsheet, and no answer.",
        "id,skills\nhaneul,#REF!")
    CODED = ("coded", About.TABLES,
        "The columns of a table are codes of another tool, and none is a question.",
        "id,submitdate,lastpage,startlanguage,G01Q01\n1,2026-11-26,5,en,A1")
    COLUMN = ("column", About.TABLES,
        "A column has no name, a name that stands there twice, or one that is no question.",
        "id,skills,vist\nhaneul,two,yes")
    CONTRADICTION = ("contradiction", About.TABLES,
        "A question of several answers has a column of its own and one for each option, and they do not agree.",
        "id,channels,channels/fairs\nhaneul,none,1")
    CUT = ("cut", About.TABLES,
        "A row ends before its last cell: the file was cut off, or a line end stands in a cell without quotes.",
        "id,skills,visit\nhaneul,two")
    DATE_FOR_NUMBER = ("date-for-number", About.TABLES,
        "A cell holds a date where a number is wanted; spreadsheets make dates of numbers.",
        "id,share\nhaneul,22-May")
    JSON = ("json", About.TABLES,
        "A line is no whole object of JSON.",
        '{"visit": "yes"')
    OPEN = ("open", About.TABLES,
        "A mapping has a place that is still open: what a column is, a word in it means, or a sign in numbers.",
        "format: silk-mapping/1\nquestionnaire: mini\ncolumns:\n- {header: Besuch, is: open}")
    OTHER_COLUMNS = ("other-columns", About.TABLES,
        "A table has a column that its mapping does not name, or lacks one that it does.",
        "format: silk-mapping/1\nquestionnaire: mini\ncolumns:\n- {header: Besuch, is: visit}")
    QUOTE = ("quote", About.TABLES,
        "A quote in a table does not close before the next row, or a text goes on behind it.",
        'id,visit\nhaneul,"yes\npuentes,no')
    RAGGED = ("ragged", About.TABLES,
        "A row has more cells than the first line.",
        "id,visit\nhaneul,yes,no")
    ROW = ("row", About.TABLES,
        "A row cannot be split into cells.",
        "# a line that ends in a carriage return alone")
    SHEET = ("sheet", About.TABLES,
        "Several sheets of a workbook hold questions, or it lacks the one that its mapping names.",
        "# a workbook with the sheets 2025 and 2026")
    TRANSPOSED = ("transposed", About.TABLES,
        "Questions stand in the rows of a table, and organisations in its columns.",
        "id,haneul,puentes\nskills,two,one\nvisit,yes,no\nshare,5,10")
    TWO_MEANINGS = ("two-meanings", About.TABLES,
        "A cell can mean two things, and nothing in the table says which.",
        "id,share\nhaneul,1.250")

    BENCHMARK = ("benchmark", About.BENCHMARKS,
        "A benchmark is of another questionnaire, or cannot be.",
        "organisations: 3")

    PLAN = ("plan", About.PLANS,
        "A plan is one of another organisation, or holds nothing that can be drawn as it was asked.",
        "organisation: Puentes  # beside the answers of Haneul Works")
    UNTIL = ("until", About.PLANS,
        "In a plan in which nothing has happened yet, a step is due before the day of the answers.",
        "steps: [{id: visit, until: 2025-03-31}]  # where answered.date is 2025-11-24")
# fmt: on
